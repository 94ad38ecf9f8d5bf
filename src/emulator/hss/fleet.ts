import { seededRandom } from "../server/seededRandom.js";

/** The nine fields that HSS answers for a server. It leaves some out, or sends null. */
export interface HostRow {
  readonly agent_id: string;
  readonly agent_status: string;
  readonly host_name: string;
  readonly host_id: string;
  readonly version: string;
  readonly private_ip: string;
  readonly public_ip?: string | null;
  readonly docker_name?: string;
  readonly docker_type?: string;
}

export interface Image {
  readonly name: string;
  readonly version: string;
  readonly digest: string;
}

/** A server with what the API filters by but does not answer. One that changes has to be another object. */
export interface Host {
  readonly row: HostRow;
  readonly enterpriseProjectId: string;
  readonly images: readonly Image[];
}

/** Enterprise projects beside the default one, "0". */
export const SECOND_ENTERPRISE_PROJECT = "5a1ee5b2-3f0c-4c8f-9c5e-6f8d0a7b1c2d";
export const THIRD_ENTERPRISE_PROJECT = "c07fe3d1-8b62-4f19-a4d0-2e9b71c5f860";

const digest = (start: string) => `sha256:${start.padEnd(64, "0123456789abcdef")}`;

/** Images and the share of servers that hold each; a whole number is an exact count. */
const CATALOGUE: readonly (Image & { share: number })[] = [
  { name: "pause", version: "3.9", digest: digest("e6f1"), share: 1 },
  { name: "nginx", version: "1.25.3", digest: digest("4c0f"), share: 0.1 },
  { name: "nginx", version: "1.27.0", digest: digest("98f8"), share: 0.05 },
  { name: "redis", version: "7.2.4", digest: digest("3134"), share: 0.08 },
  { name: "library/postgres", version: "16.2", digest: digest("f58d"), share: 0.06 },
  { name: "orders", version: "2026.10.1", digest: digest("77aa"), share: 0.2 },
  { name: "orders", version: "2026.11.0", digest: digest("1b2c"), share: 0.1 },
  { name: "log4j-demo", version: "2.14.1", digest: digest("bad0"), share: 3 },
];

/** An image of which no server has a copy. */
export const ABSENT_IMAGE = "not-deployed";

const STATUSES = weighted({ online: 88, offline: 7, not_online: 2, not_installed: 3 });
const EDITIONS = weighted({
  "hss.version.enterprise": 40,
  "hss.version.premium": 20,
  "hss.version.container.enterprise": 25,
  "hss.version.basic": 10,
  "hss.version.null": 5,
});
const DOCUMENTATION_NETWORKS = ["203.0.113", "198.51.100"];
const ROLES = ["web", "api", "worker", "cache", "db", "batch"];

const HEX = "0123456789abcdef";

/** A fleet of servers, the same for the same size and seed. */
export function createFleet(size: number, seed: number): Host[] {
  const random = seededRandom(seed);
  const hex = (length: number) => Array.from({ length }, () => HEX.charAt(random() * 16)).join("");
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  // Holders of an image with an exact count stand this far apart, so that they are not on one page.
  const stride = Math.max(1, Math.min(101, Math.floor(size / 3)));
  return Array.from({ length: size }, (_, index) => {
    const runtime = random() < 0.6 ? "docker" : "containerd";
    const row: HostRow = {
      agent_id: hex(64),
      agent_status: pick(STATUSES),
      host_name: `${random() < 0.7 ? "prod" : "test"}-${pick(ROLES)}-${String(index).padStart(5, "0")}`,
      host_id: `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
      version: pick(EDITIONS),
      private_ip: `10.${(index >>> 16) & 255}.${(index >>> 8) & 255}.${index & 255}`,
      docker_name: runtime === "docker" ? "Docker Engine" : "containerd",
      docker_type: runtime,
    };
    const address = publicAddress(random(), () => `${pick(DOCUMENTATION_NETWORKS)}.${1 + Math.floor(random() * 254)}`);
    const images = CATALOGUE.filter(({ share }) =>
      share > 1 ? index % stride === Math.min(7, stride - 1) && index < share * stride : random() < share,
    );
    return { row: { ...row, ...address }, enterpriseProjectId: enterpriseProject(random()), images };
  });
}

/** A third has one; the others are without in the three ways that HSS has of saying so. */
function publicAddress(share: number, address: () => string): Pick<HostRow, "public_ip"> {
  if (share < 0.33) return { public_ip: address() };
  if (share < 0.66) return { public_ip: "" };
  return share < 0.8 ? { public_ip: null } : {};
}

function enterpriseProject(share: number): string {
  if (share < 0.9) return "0";
  return share < 0.96 ? SECOND_ENTERPRISE_PROJECT : THIRD_ENTERPRISE_PROJECT;
}

function weighted(weights: Readonly<Record<string, number>>): string[] {
  return Object.entries(weights).flatMap(([value, weight]) => Array<string>(weight).fill(value));
}
