import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { ProviderProcess } from "../support/providerProcess.js";

/** Whether something listens there. */
async function answers(host: string, port: number): Promise<boolean> {
  const socket = connect({ host, port });
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** This machine's addresses beside 127.0.0.1. On Linux, all of 127.0.0.0/8 are its own. */
function otherAddresses(): string[] {
  const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const others = own
    .filter(({ address }) => address !== "127.0.0.1")
    .map(({ address, scopeid }) => (scopeid ? `${address}%${scopeid}` : address));
  return process.platform === "linux" ? ["127.0.0.2", "::1", ...others] : ["::1", ...others];
}

describe("the executable's port", () => {
  it("is open only on 127.0.0.1", async () => {
    const plugin = await ProviderProcess.start();
    try {
      const port = Number(plugin.output);
      assert.equal(await answers("127.0.0.1", port), true);
      for (const address of otherAddresses()) assert.equal(await answers(address, port), false, address);
    } finally {
      await plugin.stop();
    }
  });
});
