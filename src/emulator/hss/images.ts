import type { Image } from "./host.js";

const digest = (start: string) => `sha256:${start.padEnd(64, "0123456789abcdef")}`;

/** The images of the fleet, and the share of servers that hold each one. A share above 1 is a number of servers. */
export const IMAGES: readonly (Image & { readonly share: number })[] = [
  { name: "pause", version: "3.9", digest: digest("e6f1"), share: 1 },
  { name: "nginx", version: "1.25.3", digest: digest("6a94"), share: 0.1 },
  { name: "nginx", version: "1.27.0", digest: digest("98f8"), share: 0.05 },
  { name: "redis", version: "7.2.4", digest: digest("c163"), share: 0.08 },
  { name: "library/postgres", version: "16.2", digest: digest("dad2"), share: 0.06 },
  { name: "orders", version: "2026.10.1", digest: digest("77aa"), share: 0.2 },
  { name: "orders", version: "2026.11.0", digest: digest("1b2c"), share: 0.1 },
  // A part match for "nginx" also finds these names.
  { name: "nginx-exporter", version: "1.1.0", digest: digest("cc5d"), share: 0.04 },
  { name: "team/nginx", version: "1.25.3", digest: digest("78dc"), share: 0.03 },
  { name: "swr.cn-north-4.myhuaweicloud.com/team/nginx", version: "1.25.3", digest: digest("90d4"), share: 0.02 },
  { name: "orders", version: "--", digest: digest("5f07"), share: 0.02 },
  { name: "--", version: "--", digest: digest("ab61"), share: 0.03 },
  { name: "", version: "", digest: digest("06ee"), share: 0.01 },
  { name: "--", version: "--", digest: "", share: 0.01 },
  {
    name: "log4j-demo",
    version: "2.14.1",
    digest: digest("bad02e26"),
    share: 3,
    vulnerabilityIds: ["HCVD-APP-CVE-2021-44228", "EulerOS-SA-2022-1027"],
  },
];

/** An image that no server holds. */
export const ABSENT_IMAGE = "not-deployed";
