import { seededRandom } from "./seededRandom.js";

/** The nine fields that HSS answers for a server. It leaves some out, or sends null. */
export interface HostRow {
  agent_id: string;
  agent_status: string;
  host_name: string;
  host_id: string;
  version: string;
  private_ip: string;
  public_ip?: string | null;
  docker_name?: string;
  docker_type?: string;
}

export interface Image {
  name: string;
  version: string;
  digest: string;
}

/** A server with what the API filters by but does not answer. */
export interface Host {
  row: HostRow;
  enterpriseProjectId: string;
  images: readonly Image[];
}

/** An enterprise project beside the default one, "0". */
export const SECOND_ENTERPRISE_PROJECT = "5a1ee5b2-3f0c-4c8f-9c5e-6f8d0a7b1c2d";

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
const ROLES = ["web", "api", "worker", "cache", "db", "batch"];

/** A fleet of servers, the same for the same size and seed. */
export function createFleet(size: number, seed: number): Host[] {
  const random = seededRandom(seed);
  const hex = (length: number) => Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join("");
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
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
    const address = random();
    if (address < 0.33) row.public_ip = `${pick(["203.0.113", "198.51.100"])}.${1 + Math.floor(random() * 254)}`;
    else if (address < 0.66) row.public_ip = "";
    else if (address < 0.8) row.public_ip = null;
    const images = CATALOGUE.filter(({ share }) =>
      share > 1 ? index % 101 === 7 && index < share * 101 : random() < share,
    );
    return { row, enterpriseProjectId: random() < 0.9 ? "0" : SECOND_ENTERPRISE_PROJECT, images };
  });
}

function weighted(weights: Readonly<Record<string, number>>): string[] {
  return Object.entries(weights).flatMap(([value, weight]) => Array<string>(weight).fill(value));
}
