import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { createClient } from "../../src/client.js";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { tlsPair } from "../emulator/tlsPair.js";
import { emulated } from "../support/emulated.js";
import { homeFolder } from "../support/homeFolder.js";
import { otherTlsPair } from "../support/otherTlsPair.js";
import { ProviderProcess } from "../support/providerProcess.js";

const LOGIN = { token: undefined, userName: "auditor", password: "emulated-password", domainName: "emulated-domain" };

describe("a certificate authority of one's own", () => {
  let hss: Emulator;
  let iam: Emulator;
  let home: Awaited<ReturnType<typeof homeFolder>>;
  let plugin: ProviderProcess | undefined;

  before(async () => {
    hss = await startEmulator({ hosts: 3, tls: tlsPair });
    // The token that this one gives is the other's, too.
    iam = await startEmulator({ hosts: 3, tls: otherTlsPair, accounts: hss.accounts });
    home = await homeFolder({
      "hss.pem": tlsPair.cert,
      "iam.pem": otherTlsPair.cert,
      "both.pem": `HSS:\r\n${tlsPair.cert.replaceAll("\n", "\r\n")}\r\nIAM:\r\n${otherTlsPair.cert}`,
      "key.pem": tlsPair.key,
      "broken.pem": tlsPair.cert.replace("MIIB", "AAAA"),
      "empty.pem": "",
    });
    await mkdir(`${home.path}/folder.pem`);
  });
  afterEach(() => plugin?.stop());
  after(async () => {
    await Promise.all([hss.close(), iam.close(), home.remove()]);
  });

  const configured = async (more: Record<string, unknown>, env: Record<string, string> = {}) => {
    const given = emulated(hss, { ...LOGIN, projectId: undefined, iamEndpoint: iam.url, ...more });
    const values = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    plugin = await ProviderProcess.configured(values, { HOME: home.path, ...env });
    return plugin;
  };
  const total = async (more: Record<string, unknown>, env: Record<string, string> = {}) =>
    (await (await configured(more, env)).invoke("getLocalImageHosts")).result.totalNum;

  it("is trusted for HSS and IAM when caCertFile has its certificate, among others", async () => {
    assert.equal(await total({ caCertFile: "~/both.pem" }), 3);
  });

  it("is trusted when HW_CACERT_FILE names the file", async () => {
    assert.equal(await total({}, { HW_CACERT_FILE: `${home.path}/both.pem` }), 3);
  });

  it("is trusted beside those that Node trusts, with NODE_EXTRA_CA_CERTS", async () => {
    assert.equal(await total({ caCertFile: "~/hss.pem" }, { NODE_EXTRA_CA_CERTS: `${home.path}/iam.pem` }), 3);
  });

  for (const [service, file] of [
    ["iam", "hss.pem"],
    ["hss", "iam.pem"],
  ] as const) {
    it(`is not trusted for ${service} when its certificate is not in the file, nor without a file`, async () => {
      for (const caCertFile of [`~/${file}`, undefined]) {
        const { reason } = await (await configured({ caCertFile })).failing("getLocalImageHosts");
        assert.match(
          reason,
          /^The server's TLS certificate or protocol was not accepted\.\n.*set caCertFile to the file .*\n[^]*\n {2}code: DEPTH_ZERO_SELF_SIGNED_CERT\n/,
        );
        await plugin?.stop();
      }
    });
  }

  for (const [file, problem] of [
    ["absent.pem", "does not exist"],
    ["key.pem", "contains no certificate in PEM format"],
    ["empty.pem", "contains no certificate in PEM format"],
    ["broken.pem", "contains a certificate that cannot be read"],
    ["folder.pem", "is not a regular file"],
    ["pipe.pem", "is not a regular file"],
  ] as const) {
    it(`is an error of the configuration when ${file} ${problem}`, async () => {
      if (file === "pipe.pem") execFileSync("mkfifo", [`${home.path}/pipe.pem`]);
      const text = (setting: string) =>
        `The file in ${setting} ${problem}.\nSet ${setting} to a file with the certificate of your certificate authority, in PEM format.\n  file: ${home.path}/${file}`;
      await assert.rejects(configured({ caCertFile: `~/${file}` }), (error: Error) => {
        assert.ok(error.message.includes(text("caCertFile")), error.message);
        assert.match(error.message, /#configerror/);
        return true;
      });
      await assert.rejects(configured({}, { HW_CACERT_FILE: `${home.path}/${file}` }), (error: Error) => {
        assert.ok(error.message.includes(text("HW_CACERT_FILE")), error.message);
        return true;
      });
    });
  }

  it("is trusted by the client, too", async () => {
    const client = createClient(emulated(hss), { env: { HW_CACERT_FILE: `${home.path}/hss.pem` } });
    let rows = 0;
    for await (const page of client.localImageHosts()) rows += page.length;
    await client.close();
    assert.equal(rows, 3);
  });
});
