import { z } from "zod";
import type { Redactor } from "../http/redactor.js";
import { agencyFrom } from "./agency.js";
import { credentialFrom } from "./credentialFrom.js";
import type { CredentialSource, Loaded, Problem } from "./credentialSource.js";
import { readTextFile } from "./readTextFile.js";
import { trimmed } from "./trimmed.js";

export interface HcloudProfileOptions {
  path: string;
  /** The name of the profile; the file's current profile if undefined. */
  profile?: string | undefined;
  /** Whether the profile must exist, because the configuration names the file or the profile. */
  required: boolean;
  /** The source that a profile with the mode ecsAgency uses. */
  ecsAgency: CredentialSource;
  redactor: Redactor;
}

/** The CLI writes "" for a value that is not set. */
const text = z.string().nullish().transform(trimmed);
const keys = { accessKeyId: text, secretAccessKey: text, securityToken: text };
const named = z.looseObject({ name: z.string() });
const profileShape = z.object({
  ...named.shape,
  mode: text,
  ...keys,
  /** The keys of an SSO sign-in. */
  ssoAuth: z.object({ stsToken: z.object(keys).nullish() }).nullish(),
  xAuthToken: text,
  region: text,
  projectId: text,
  agencyName: text,
  agencyDomainName: text,
  agencyDomainId: text,
  sourceProfile: text,
});
const fileShape = z.object({ current: text, profiles: z.array(z.unknown()) });
type Profile = z.output<typeof profileShape>;

const LABELS: Readonly<Partial<Record<string, string>>> = {
  token: "xAuthToken",
  accessKey: "accessKeyId",
  secretKey: "secretAccessKey",
  securityToken: "securityToken",
};

/** A profile of Huawei Cloud's command line hcloud (KooCLI), by default in `~/.hcloud/config.json`. */
export function hcloudProfile(options: HcloudProfileOptions): CredentialSource {
  const { path, required } = options;
  const name = `hcloud profile in ${path}`;
  return {
    name,
    load: async (signal) => {
      const absent = (problem: string): Loaded =>
        required
          ? {
              broken: {
                summary: `The ${name} cannot be used: ${problem}.`,
                advice: "Check sharedConfigFile and profile.",
              },
            }
          : { lacked: problem };
      const loaded = await readTextFile(path, name);
      if ("broken" in loaded) return loaded;
      const { content } = loaded;
      if (content === undefined) return absent("the file does not exist");
      if (content.trim() === "") return absent("the file is empty");
      const file = parse(content);
      if (file === undefined)
        return {
          broken: {
            summary: `${path} is not a configuration file of hcloud.`,
            advice: "It must be JSON with a list of profiles. Write it with hcloud configure, or remove it.",
          },
        };
      const wanted = options.profile ?? file.current ?? "default";
      // Only the profile that is used must be valid.
      const profiles = file.profiles.flatMap((each) => named.safeParse(each).data ?? []);
      const profile = profiles.find((each) => each.name === wanted);
      if (!profile) {
        const names = profiles.map((each) => JSON.stringify(each.name)).join(", ") || "none";
        return absent(`it has no profile ${JSON.stringify(wanted)}; its profiles are: ${names}`);
      }
      return fromProfile(profile, profiles, options, signal);
    },
  };
}

/** Without the parser's own message, which could quote a secret. */
function parse(content: string): z.output<typeof fileShape> | undefined {
  try {
    return fileShape.parse(JSON.parse(content));
  } catch {
    return undefined;
  }
}

async function fromProfile(
  raw: z.output<typeof named>,
  all: readonly z.output<typeof named>[],
  { path, ecsAgency, redactor }: HcloudProfileOptions,
  signal: AbortSignal,
): Promise<Loaded> {
  const source = `hcloud profile ${JSON.stringify(raw.name)} in ${path}`;
  const read = readProfile(raw, source);
  if ("broken" in read) return read;
  const { profile } = read;
  const beside = { region: profile.region, projectId: profile.projectId, agency: agencyFrom(`The ${source}`, profile) };
  const rawKeeper = profile.sourceProfile === undefined ? raw : all.find(({ name }) => name === profile.sourceProfile);
  if (!rawKeeper) {
    return {
      broken: {
        summary: `The ${source} names the source profile ${JSON.stringify(profile.sourceProfile)}, which does not exist.`,
        advice: "Add that profile to the file, or correct sourceProfile.",
      },
    };
  }
  const keeperRead = readProfile(rawKeeper, `hcloud profile ${JSON.stringify(rawKeeper.name)} in ${path}`);
  if ("broken" in keeperRead) return keeperRead;
  const keeper = keeperRead.profile;
  if (keeper.mode === "ecsAgency") {
    const loaded = await ecsAgency.load(signal);
    if ("found" in loaded)
      return { found: { ...loaded.found, ...beside, source: `${source}: ${loaded.found.source}` } };
    const why = "broken" in loaded ? loaded.broken.advice : loaded.lacked;
    return {
      broken: {
        summary: `The ${source} uses the ECS agency, which gave no keys.`,
        advice: why,
      },
    };
  }
  const sso = keeper.mode?.toUpperCase() === "SSO";
  const {
    accessKeyId: accessKey,
    secretAccessKey: secretKey,
    securityToken,
  } = sso ? (keeper.ssoAuth?.stsToken ?? {}) : keeper;
  const { xAuthToken } = keeper;
  for (const secret of [accessKey, secretKey, securityToken, xAuthToken]) redactor.add(secret);
  if (accessKey !== undefined && !/^\w{1,64}$/.test(accessKey)) {
    return {
      broken: {
        summary: `The ${source} has an invalid accessKeyId, perhaps because hcloud encrypted it.`,
        advice: 'Run "hcloud configure set --cli-auth-encrypt=false" and set the keys again.',
      },
    };
  }
  const values = keeper.mode === "token" ? { token: xAuthToken } : { accessKey, secretKey, securityToken };
  const made = credentialFrom(`The ${source}`, values, (key) => LABELS[key]);
  if ("credential" in made) return { found: { source, credential: made.credential, ...beside } };
  if ("broken" in made) return made;
  return sso
    ? broken(`The ${source} has no keys of an SSO sign-in.`, 'Run "hcloud configure sso", or use another profile.')
    : broken(
        `The ${source} sets neither accessKeyId with secretAccessKey nor xAuthToken.`,
        "Set them with hcloud configure, or use another profile.",
      );
}

/** Without the parser's own message, which could quote a secret. */
function readProfile(raw: unknown, source: string): { profile: Profile } | { broken: Problem } {
  const parsed = profileShape.safeParse(raw);
  if (parsed.success) return { profile: parsed.data };
  const wrong = z.core.toDotPath(parsed.error.issues[0]?.path ?? []);
  return broken(`The ${source} has a value of another type in ${wrong}.`, "Correct it with hcloud configure.");
}

function broken(summary: string, advice: string): { broken: Problem } {
  return { broken: { summary, advice } };
}
