import { chooser } from "./chooser.js";
import { GENERATED, table } from "./markdown.js";
import type { PackageView } from "./packageView.js";
import { programs } from "./programs.js";

const fence = (language: string, ...lines: string[]) => `\`\`\`${language}\n${lines.join("\n")}\n\`\`\``;

/** How to install and configure the package. */
export function installationPage(view: PackageView): string {
  const module = `${view.repository.replace("https://", "")}/sdk/go/huaweicloudhss`;
  const npm = "pulumi-huaweicloud-hss";
  const install = `pulumi plugin install resource ${view.name} v${view.version} --server ${view.pluginDownloadURL}`;
  const plugin = `pulumi-resource-${view.name}-v${view.version}-linux-amd64.tar.gz`;
  const meaning = (text: string) => text.replace(/ Environment: .*?(?=\. |\.$)\./, "");
  const environment = (text: string) => /Environment: (.*?)\.(?: |$)/.exec(text)?.[1] ?? "";
  return [
    `---\ntitle: ${view.displayName} Installation & Configuration\nmeta_desc: ${JSON.stringify(`How to install and configure the ${view.displayName} provider for Pulumi.`)}\nlayout: package\n---`,
    GENERATED,
    "## Installation",
    [
      `- TypeScript and JavaScript: [\`${npm}\`](https://www.npmjs.com/package/${npm})`,
      `- Python: [\`${npm}\`](https://pypi.org/project/${npm}/), imported as \`pulumi_huaweicloud_hss\``,
      `- Go: [\`${module}\`](https://pkg.go.dev/${module})`,
      "- C#, Java: the Pulumi CLI writes the SDK into your project",
      "- YAML: nothing to install but the plugin",
    ].join("\n"),
    chooser({
      typescript: fence("sh", `npm install ${npm}`),
      python: fence("sh", `pip install ${npm}`),
      go: fence("sh", `go get ${module}`),
      csharp: fence("sh", install, `pulumi package add ${view.name}`),
      java: fence("sh", install, `pulumi package add ${view.name}`),
      yaml: fence("sh", install),
    }),
    "In a checkout of the repository, after `npm run build`, `pulumi package add` takes the provider's executable. It does not work " +
      "with the repository's folder:",
    fence("sh", `pulumi package add ./bin/pulumi-resource-${view.name}`),
    "For TypeScript, Python and Go, the engine downloads the plugin when a program first needs it. On a machine without access to " +
      "GitHub, install it from its archive:",
    fence("sh", `pulumi plugin install resource ${view.name} v${view.version} --file ${plugin}`),
    "The archive for Linux on x64 needs only glibc. The archives for other platforms need Node 20.18.1 or later on the PATH.",
    "## Ask without a program",
    "With the plugin installed, `pulumi do` calls a function, and prints the result as JSON. If the call fails, it prints the error " +
      "and exits with a code other than 0. This needs neither a project nor a stack; configuration and credentials come from the " +
      "[environment](#configuration).",
    fence("sh", `pulumi do ${view.name}:getLocalImageHosts --image-name nginx`),
    "Arguments that are a text, a number or a boolean are options; `--help` lists them. Others, and those with a closed set of values " +
      "such as `aggregate`, come from a file (`--input-file`). The rules of `getLocalImageCompliance` can also be an option:",
    fence("sh", `pulumi do ${view.name}:getLocalImageCompliance --rule-file "$(cat rules.yaml)"`),
    "Violations are a result, not a failure: the exit code is 0 unless the rules have `enforce: error`. Look at `passed`, or set `enforce`.",
    "## Configuration",
    `The provider takes each key from the stack (\`${view.name}:key\`), from an explicit provider, or from the environment, in ` +
      "this order. Values from the environment never reach the state file.",
    fence(
      "sh",
      `pulumi config set ${view.name}:region cn-north-4`,
      `pulumi config set --secret ${view.name}:accessKey …`,
      `pulumi config set --secret ${view.name}:secretKey …`,
    ),
    table(
      ["key", "environment", "meaning"],
      Object.entries(view.configuration).map(([key, { description = "", secret }]) => [
        `\`${key}\`${secret ? " (secret)" : ""}`,
        environment(description),
        meaning(description),
      ]),
    ),
    "The provider removes blanks and line ends around a value; a blank variable counts as not set. If a variable that begins with " +
      "`HW_` or `HUAWEICLOUD_SDK_` is set but not supported, a warning says so.",
    "`pulumi new` checks the credentials of a new project: it asks IAM which account they belong to, and warns if that fails. Pulumi " +
      "does not pass secret configuration to this check. It can therefore warn although the project works, if the credentials are " +
      "secrets of the stack; `PULUMI_SKIP_NEW_CREDENTIALS_CHECK=true` turns it off. At all other times, the provider sends no request " +
      "before a function is called.",
    "`HUAWEICLOUD_SDK_REGION_HSS_<REGION>`, for example `HUAWEICLOUD_SDK_REGION_HSS_CN_NORTH_4`, is the address of HSS in one region. " +
      "Credentials go only to the cloud that HSS is in. If the address of HSS does not show where IAM is, a request that needs IAM is " +
      "an error: set `iamEndpoint` or `cloud`.",
    "## Proxies",
    "The provider sends its requests through the proxy in `HTTPS_PROXY`, or else in `HTTP_PROXY`. The address begins with `http://`, `https://` or `socks5://`, and may contain a login: `http://user:password@proxy.example.com:8080`. Encode special characters in the user name and password, for example `%` as `%25`.",
    "`NO_PROXY` lists the servers to connect to directly, separated by commas: host names with their subdomains (`example.com`), IP addresses, prefixes (`10.0.0.0/8`, `fd00::/8`), each name or address with a port if you wish, or `*` for all. An endpoint with `http://`, which must be on the same machine, never goes through a proxy.",
    "If the proxy inspects TLS, set `caCertFile` to the file with the certificate of its certificate authority. Verification of certificates cannot be turned off.",
    "## An explicit provider",
    "Use an explicit provider for a second region or account in one program:",
    chooser(programs("provider")),
  ].join("\n\n");
}
