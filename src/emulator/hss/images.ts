import type { Image } from "./host.js";

const digest = (start: string) => `sha256:${start.padEnd(64, "0123456789abcdef")}`;

/** The images of the fleet, and the share of servers that hold each one. A share above 1 is a number of servers. */
export const IMAGES: readonly (Image & { readonly share: number })[] = [
  { name: "pause", version: "3.9", digest: digest("e6f1"), share: 1 },
  { name: "nginx", version: "1.25.3", digest: digest("4c0f"), share: 0.1 },
  { name: "nginx", version: "1.27.0", digest: digest("98f8"), share: 0.05 },
  { name: "redis", version: "7.2.4", digest: digest("3134"), share: 0.08 },
  { name: "library/postgres", version: "16.2", digest: digest("f58d"), share: 0.06 },
  { name: "orders", version: "2026.10.1", digest: digest("77aa"), share: 0.2 },
  { name: "orders", version: "2026.11.0", digest: digest("1b2c"), share: 0.1 },
  { name: "log4j-demo", version: "2.14.1", digest: digest("bad0"), share: 3 },
];

/** An image that no server holds. */
export const ABSENT_IMAGE = "not-deployed";
