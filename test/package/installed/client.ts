// A user's program without Pulumi, to be compiled as an ES module and as CommonJS: prints the servers' IDs.
import { createClient, type Client, type LocalImageHost } from "pulumi-huaweicloud-hss/client";

async function main(): Promise<void> {
  const client = createClient({ pageSize: 100 }, { env: process.env });
  const hosts: LocalImageHost[] = [];
  for await (const page of client.localImageHosts({ limit: 300 }, { signal: AbortSignal.timeout(60_000) })) {
    hosts.push(...page);
  }
  await client.close();
  process.stdout.write(JSON.stringify(hosts.map(({ hostId }) => hostId)));
}

/** Never called: what the types have to refuse. */
export function refused(client: Client, host: LocalImageHost): unknown[] {
  return [
    // @ts-expect-error: the argument is called hostName.
    client.localImageHosts({ hostname: "a" }),
    // @ts-expect-error: it is a number.
    client.localImageHosts({ limit: "3" }),
    // @ts-expect-error: there is no such key.
    createClient({ regoin: "cn-north-4" }),
    // @ts-expect-error: it is one of two values.
    createClient({ consistency: "none" }),
    // @ts-expect-error: the property is called hostId.
    host.hostID,
  ];
}

void main();
