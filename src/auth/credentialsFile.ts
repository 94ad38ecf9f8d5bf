import type { Redactor } from "../http/redactor.js";
import { credentialFrom } from "./credentialFrom.js";
import type { CredentialSource } from "./credentialSource.js";
import { iniSection } from "./iniSection.js";
import { readTextFile } from "./readTextFile.js";
import { trimmed } from "./trimmed.js";

export interface CredentialsFileOptions {
  path: string;
  /** Whether the file must exist, because the configuration names it. */
  required: boolean;
  redactor: Redactor;
}

const LABELS: Readonly<Partial<Record<string, string>>> = {
  accessKey: "ak",
  secretKey: "sk",
  securityToken: "security_token",
  idpId: "idp_id",
  idTokenFile: "id_token_file",
};

/** The credentials file of Huawei Cloud's SDKs (ini, section `basic`), by default `~/.huaweicloud/credentials`. */
export function credentialsFile({ path, required, redactor }: CredentialsFileOptions): CredentialSource {
  const name = `credentials file ${path}`;
  return {
    name,
    load: async () => {
      const file = await readTextFile(path, name);
      if ("broken" in file) return file;
      const { content } = file;
      const problem =
        content === undefined
          ? "the file does not exist"
          : content.trim() === ""
            ? "the file is empty"
            : "it has no section [basic]";
      const section = iniSection(content ?? "", "basic");
      if (section === undefined) {
        if (!required) return { lacked: problem };
        const summary = `The ${name} cannot be used: ${problem}.`;
        return {
          broken: { summary, advice: `Write ak and sk into its section [basic], or do not set credentialsFile.` },
        };
      }
      const set = (option: string) => trimmed(section[option]);
      const [accessKey, secretKey, securityToken] = [set("ak"), set("sk"), set("security_token")];
      const beside = { projectId: set("project_id"), iamEndpoint: set("iam_endpoint") };
      for (const secret of [accessKey, secretKey, securityToken]) redactor.add(secret);
      const [idpId, idTokenFile] = [set("idp_id"), set("id_token_file")];
      const values = { accessKey, secretKey, securityToken, idpId, idTokenFile };
      const read = credentialFrom(`The ${name}`, values, (key) => LABELS[key]);
      if ("credential" in read) return { found: { source: name, credential: read.credential, ...beside } };
      if ("broken" in read) return read;
      const summary = `The ${name} sets neither ak nor sk in its section [basic].`;
      return { broken: { summary, advice: "Set both, or remove the file." } };
    },
  };
}
