/** The fields of the rows of HSS, by the names of the properties in a recorded fleet. */
export const HOST_FIELDS = {
  hostName: "host_name",
  hostId: "host_id",
  agentId: "agent_id",
  agentStatus: "agent_status",
  version: "version",
  privateIp: "private_ip",
  publicIp: "public_ip",
  dockerName: "docker_name",
  dockerType: "docker_type",
} as const;

/** Without the image's name, version and digest. */
export const IMAGE_FIELDS = {
  imageId: "image_id",
  localImageType: "local_image_type",
  imageSize: "image_size",
  latestUpdateTime: "latest_update_time",
  scanStatus: "scan_status",
  scanFailedDesc: "scan_failed_desc",
  nonScanReason: "non_scan_reason",
  latestScanTime: "latest_scan_time",
  severityLevel: "severity_level",
  vulNum: "vul_num",
  unsafeSettingNum: "unsafe_setting_num",
  maliciousFileNum: "malicious_file_num",
  componentNum: "component_num",
  hostNum: "host_num",
  containerNum: "container_num",
  hostName: "host_name",
  hostId: "host_id",
  agentId: "agent_id",
} as const;

type Fields = Readonly<Record<string, string>>;
type Value = string | number | null | undefined;

/** The fields of a row, from the properties that are given. */
export function toRow(fields: Fields, properties: object): Record<string, string | number> {
  return rename(Object.entries(fields), properties);
}

/** The properties that a row gives. */
export function fromRow(fields: Fields, row: object): Record<string, string | number> {
  return rename(
    Object.entries(fields).map(([property, field]) => [field, property]),
    row,
  );
}

function rename(
  names: readonly (readonly [from: string, to: string])[],
  values: object,
): Record<string, string | number> {
  const given = values as Readonly<Record<string, Value>>;
  return Object.fromEntries(
    names.flatMap(([from, to]) => {
      const value = given[from] ?? "";
      return value === "" ? [] : [[to, value]];
    }),
  );
}
