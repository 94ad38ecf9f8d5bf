import { SECOND_ENTERPRISE_PROJECT, THIRD_ENTERPRISE_PROJECT } from "./enterpriseProjects.js";
import type { Host, HostRow } from "./host.js";
import { IMAGES } from "./images.js";
import { seededRandom } from "./seededRandom.js";

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

/** Makes a fleet of servers. The same size and seed give the same fleet, to the byte. */
export function createFleet(size: number, seed: number): Host[] {
  const random = seededRandom(seed);
  const hex = (length: number) => Array.from({ length }, () => HEX.charAt(random() * 16)).join("");
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  // The holders of an image with an exact count stand far apart, so that they are on different pages.
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
    const images = IMAGES.filter(({ share }) =>
      share > 1 ? index % stride === Math.min(7, stride - 1) && index < share * stride : random() < share,
    );
    return { row: { ...row, ...address }, enterpriseProjectId: enterpriseProject(random()), images };
  });
}

/** A third of the servers has an address. For the others HSS sends "", null or nothing. */
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
