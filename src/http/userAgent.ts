/** Not imported from package.json, because the client's bundle would then contain the whole file. A test compares the two. */
export const USER_AGENT = "pulumi-resource-huaweicloud-hss/0.1.0";
