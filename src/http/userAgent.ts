/** Not taken from package.json, all of which would come into the client's bundle. A test compares the two. */
export const USER_AGENT = "pulumi-resource-huaweicloud-hss/0.1.0";
