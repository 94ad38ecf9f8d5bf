import { USER_AGENT } from "../http/userAgent.js";

const [name = "", version = ""] = USER_AGENT.split("/");

/** The program that the reports name. Not from package.json, because the client's bundle would then contain the whole file. */
export const reportTool = {
  name,
  version,
  homepage: "https://github.com/pulumi-huaweicloud-hss/pulumi-huaweicloud-hss",
};
