import { z } from "zod";
import type { Redactor } from "../http/redactor.js";
import { agencyFrom } from "./agencyKeys.js";
import { credentialFrom } from "./credentialFrom.js";
import type { CredentialSource, Loaded } from "./credentialSource.js";
import { readTextFile } from "./readTextFile.js";

export interface HcloudProfileOptions {
  path: string;
  /** The profile's name; the file's current one when undefined. */
  profile?: string | undefined;
  /** Whether somebody asked for this file or profile, so that it must be there. */
  required: boolean;
  /** Gives what a profile in the mode ecsAgency stands for. */
  ecsAgency: CredentialSource;
  redactor: Redactor;
}

/** The CLI writes "" for what is not set. */
const text = z
  .string()
  .nullish()
  .transform((value) => (value === "" ? undefined : (value ?? undefined)));
const profileShape = z.object({
  name: z.string(),
  mode: text,
  accessKeyId: text,
  secretAccessKey: text,
  securityToken: text,
  xAuthToken: text,
  region: text,
  projectId: text,
  agencyName: text,
  agencyDomainName: text,
  agencyDomainId: text,
  sourceProfile: text,
});
const fileShape = z.object({ current: text, profiles: z.array(profileShape) });
type Profile = z.output<typeof profileShape>;

const LABELS: Readonly<Partial<Record<string, string>>> = {
  token: "xAuthToken",
  accessKey: "accessKeyId",
  secretKey: "secretAccessKey",
  securityToken: "securityToken",
};

/** A profile of the vendor's command line, hcloud (KooCLI): `~/.hcloud/config.json`. */
export function hcloudProfile(options: HcloudProfileOptions): CredentialSource {
  const { path, required } = options;
  const name = `hcloud profile in ${path}`;
  return {
    name,
    load: async (signal) => {
      const absent = (problem: string): Loaded =>
        required ? { broken: `The ${name} cannot be used: ${problem}.` } : { lacked: problem };
      const loaded = await readTextFile(path, name);
      if ("broken" in loaded) return loaded;
      const { content } = loaded;
      if (content === undefined) return absent("there is no such file");
      const file = parse(content);
      if (file === undefined)
        return { broken: `${path} is not a configuration file of hcloud: it must be JSON with a list of profiles.` };
      const wanted = options.profile ?? file.current ?? "default";
      const profile = file.profiles.find((each) => each.name === wanted);
      if (!profile) {
        const names = file.profiles.map((each) => JSON.stringify(each.name)).join(", ") || "none";
        return absent(`it has no profile ${JSON.stringify(wanted)}; there are: ${names}`);
      }
      return fromProfile(profile, file.profiles, options, signal);
    },
  };
}

/** Without the parser's own message, which would quote the file. */
function parse(content: string): z.output<typeof fileShape> | undefined {
  try {
    return fileShape.parse(JSON.parse(content));
  } catch {
    return undefined;
  }
}

async function fromProfile(
  profile: Profile,
  all: readonly Profile[],
  { path, ecsAgency, redactor }: HcloudProfileOptions,
  signal: AbortSignal,
): Promise<Loaded> {
  const source = `hcloud profile ${JSON.stringify(profile.name)} in ${path}`;
  const beside = { region: profile.region, projectId: profile.projectId, agency: agencyFrom(`The ${source}`, profile) };
  const keeper = profile.sourceProfile === undefined ? profile : all.find(({ name }) => name === profile.sourceProfile);
  if (!keeper) {
    return {
      broken: `The ${source} names the source profile ${JSON.stringify(profile.sourceProfile)}, which is not there.`,
    };
  }
  if (keeper.mode === "ecsAgency") {
    const loaded = await ecsAgency.load(signal);
    if ("found" in loaded)
      return { found: { ...loaded.found, ...beside, source: `${source}: ${loaded.found.source}` } };
    return { broken: `The ${source} wants the ECS agency. ${"lacked" in loaded ? loaded.lacked : loaded.broken}` };
  }
  const { accessKeyId: accessKey, secretAccessKey: secretKey, securityToken, xAuthToken } = keeper;
  for (const secret of [accessKey, secretKey, securityToken, xAuthToken]) redactor.add(secret);
  if (accessKey !== undefined && !/^\w{1,64}$/.test(accessKey)) {
    return {
      broken: `The ${source} holds an invalid accessKeyId. Did hcloud encrypt it? Run "hcloud configure set --cli-auth-encrypt=false" and set the keys again.`,
    };
  }
  const values = keeper.mode === "token" ? { token: xAuthToken } : { accessKey, secretKey, securityToken };
  const read = credentialFrom(`The ${source}`, values, (key) => LABELS[key]);
  if ("credential" in read) return { found: { source, credential: read.credential, ...beside } };
  return "broken" in read
    ? read
    : { broken: `The ${source} sets neither accessKeyId with secretAccessKey, nor xAuthToken.` };
}
