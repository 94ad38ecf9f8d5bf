import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { parse } from "yaml";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { isInstalled } from "../support/isInstalled.js";
import { idToken } from "../support/idToken.js";
import { ProviderProcess } from "../support/providerProcess.js";
import { allBlocks } from "./codeBlocks.js";

const PAGE = "docs/ci-without-keys.md";
const ACCOUNT = "d0a11c0ffee0000000000000000000d1";
const GITHUB = "https://token.actions.githubusercontent.com";
const GITLAB = "https://gitlab.com";
const AUDIENCE = "huaweicloud";

interface Job {
  env?: Record<string, string>;
  variables?: Record<string, string>;
  id_tokens?: Record<string, { aud: string }>;
  steps?: { name?: string; run?: string }[];
}

const [github, gitlab, ofIam, chain] = allBlocks()
  .filter(({ path, language }) => path === PAGE && language === "yaml")
  .map(({ text }) => parse(text) as Record<string, unknown>);

/** What the pipeline puts in place of the account's ID. */
const filledIn = (values: Record<string, string> = {}) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      value.replace(/\$\{\{ vars\.HUAWEICLOUD_ACCOUNT_ID \}\}|\$\{HUAWEICLOUD_ACCOUNT_ID\}/g, ACCOUNT),
    ]),
  );

describe("docs/ci-without-keys.md", () => {
  let emulator: Emulator;

  before(async () => {
    const urn = (name: string) => `iam::${ACCOUNT}:oidcProvider:${name}`;
    const provider = (id: string, issuer: string) => ({ id, urn: urn(id), issuer, audience: AUDIENCE });
    const userId = "a0d170000000000000000000000000u1";
    emulator = await startEmulator({
      hosts: 3,
      identityProviders: [
        { ...provider("github", GITHUB), userId },
        { ...provider("gitlab", GITLAB), userId },
      ],
    });
  });
  after(() => emulator.close());

  const identity = async (env: Record<string, string>, configuration: Record<string, unknown> = {}) => {
    const addresses = { endpoint: emulator.url, iamEndpoint: emulator.url, stsEndpoint: emulator.url, maxRetries: 0 };
    const plugin = await ProviderProcess.configured({ ...addresses, ...configuration }, env);
    try {
      const { result } = await plugin.invoke("getIdentity");
      return [result.source, result.method, result.agencyName];
    } finally {
      await plugin.stop();
    }
  };
  const only = (provider: "github" | "gitlab") => {
    const [account] = emulator.accounts;
    assert.ok(account);
    account.trustAgencies = [
      { name: "hss-reader", provider: `iam::${ACCOUNT}:oidcProvider:${provider}`, longestSeconds: 3600 },
    ];
  };

  (isInstalled("jq") && isInstalled("curl") ? it : it.skip)(
    "leads in with GitHub's job, whose step writes the token (needs curl and jq)",
    async () => {
      only("github");
      const { preview } = (github as { jobs: { preview: Job } }).jobs;
      const step = preview.steps?.find(({ name }) => name === "Get the token of this job")?.run ?? "";
      const folder = await mkdtemp(join(tmpdir(), "huaweicloud-hss-job-"));
      const issuer = createServer(({ headers, url }, response) => {
        const { searchParams } = new URL(url ?? "", "http://localhost");
        if (headers.authorization !== "Bearer of-the-job") return response.writeHead(401).end();
        const value = idToken({ iss: GITHUB, aud: searchParams.get("audience") });
        return response.end(JSON.stringify({ count: 1, value }));
      });
      try {
        await new Promise<void>((resolve) => issuer.listen(0, "127.0.0.1", resolve));
        const { port } = issuer.address() as AddressInfo;
        const file = join(folder, "github-env");
        await writeFile(file, "");
        const env = {
          PATH: process.env.PATH,
          ACTIONS_ID_TOKEN_REQUEST_TOKEN: "of-the-job",
          ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${port}/token?api-version=2.0`,
          RUNNER_TEMP: folder,
          GITHUB_ENV: file,
        };
        await promisify(execFile)("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", step], { env });
        const written = (await readFile(file, "utf8")).trim().split("\n");
        const fromStep = Object.fromEntries(written.map((line) => line.split("=") as [string, string]));
        assert.deepEqual(await identity({ ...filledIn(preview.env), ...fromStep }), [
          "environment (HW_*)",
          "oidc",
          "hss-reader",
        ]);
      } finally {
        issuer.close();
        await rm(folder, { recursive: true });
      }
    },
  );

  const gitlabJob = () => (gitlab as { preview: Job }).preview;
  const gitlabTokens = () =>
    Object.fromEntries(
      Object.entries(gitlabJob().id_tokens ?? {}).map(([name, { aud }]) => [name, idToken({ iss: GITLAB, aud })]),
    );

  it("leads in with GitLab's job", async () => {
    only("gitlab");
    assert.deepEqual(await identity({ ...filledIn(gitlabJob().variables), ...gitlabTokens() }), [
      "environment (HW_*)",
      "oidc",
      "hss-reader",
    ]);
  });

  it("leads in with an identity provider of IAM", async () => {
    const { variables } = ofIam as Job;
    const env = { HW_REGION_NAME: "cn-north-4", ...variables, ...gitlabTokens() };
    assert.deepEqual(await identity(env), ["environment (HW_*)", "oidc", ""]);
  });

  it("leads in with several agencies", async () => {
    const [first, second] = emulator.accounts;
    assert.ok(first && second);
    const provider = `iam::${ACCOUNT}:oidcProvider:gitlab`;
    first.trustAgencies = [{ name: "pipeline", provider, longestSeconds: 3600 }];
    second.trustAgencies = [{ name: "hss-reader", externalId: "audit-2026", longestSeconds: 3600 }];
    second.domainId = "d0a11c0ffee0000000000000000000d2";
    const { config } = chain as { config: { "huaweicloud-hss:agencies": unknown } };
    const agencies = JSON.stringify(config["huaweicloud-hss:agencies"]);
    const { HW_REGION_NAME, HW_ASSUME_ROLE_IDP_ID } = filledIn(gitlabJob().variables) as Record<string, string>;
    const env = {
      HW_REGION_NAME: HW_REGION_NAME ?? "",
      HW_ASSUME_ROLE_IDP_ID: HW_ASSUME_ROLE_IDP_ID ?? "",
      ...gitlabTokens(),
    };
    assert.deepEqual(await identity(env, { agencies }), ["environment (HW_*)", "oidc", "hss-reader"]);
  });
});
