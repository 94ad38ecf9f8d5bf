/** Raised when a program that reads older files would misread a new one. */
export const FLEET_FORMAT = 1;

export const FLEET_SCHEMA =
  "https://raw.githubusercontent.com/pulumi-huaweicloud-hss/pulumi-huaweicloud-hss/main/docs/fleet.schema.json";
