import { SECOND_ENTERPRISE_PROJECT, THIRD_ENTERPRISE_PROJECT } from "./enterpriseProjects.js";
import type { Host, HostRow } from "./host.js";
import { IMAGES } from "./images.js";
import { seededRandom } from "./seededRandom.js";

const STATUSES = weighted({
  online: 88,
  offline: 6,
  not_installed: 3,
  installed: 1,
  installing: 1,
  install_failed: 1,
});
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

/** One of this many servers has two addresses. HSS may list it twice; the rows differ only in `private_ip`. */
const SERVERS_FOR_EACH_WITH_TWO_ROWS = 50;

/**
 * Makes a fleet with `size` entries. The same size and seed give the same fleet, to the byte. A server with two addresses has
 * two consecutive entries.
 */
export function createFleet(size: number, seed: number): Host[] {
  const random = seededRandom(seed);
  const hex = (length: number) => Array.from({ length }, () => HEX.charAt(random() * 16)).join("");
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  // The servers with an image of an exact count are far apart in the list, so that they are on different pages.
  const stride = Math.max(1, Math.min(101, Math.floor(size / 3)));
  const servers = Array.from({ length: size }, (_, index): Host[] => {
    const runtime = random() < 0.6 ? "docker" : "containerd";
    const row: HostRow = {
      agent_id: hex(64),
      agent_status: pick(STATUSES),
      host_name: `${random() < 0.7 ? "prod" : "test"}-${pick(ROLES)}-${String(index).padStart(5, "0")}`,
      host_id: `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
      version: pick(EDITIONS),
      private_ip: inNetwork(`10.${index >>> 16}`, index),
      docker_name: runtime === "docker" ? "Docker Engine" : "containerd",
      docker_type: runtime,
    };
    const address = publicAddress(random(), () => `${pick(DOCUMENTATION_NETWORKS)}.${1 + Math.floor(random() * 254)}`);
    const images = IMAGES.filter(({ share }) =>
      share > 1 ? index % stride === Math.min(7, stride - 1) && index < share * stride : random() < share,
    );
    const host = { row: { ...row, ...address }, enterpriseProjectId: enterpriseProject(random()), images };
    if ((index + 1) % SERVERS_FOR_EACH_WITH_TWO_ROWS !== 0) return [host];
    return [host, { ...host, row: { ...host.row, private_ip: inNetwork(`172.${16 + (index >>> 16)}`, index) } }];
  });
  return servers.flat().slice(0, size);
}

/** A third of the servers has an address. For the others HSS sends "", null or nothing. */
function publicAddress(share: number, address: () => string): Pick<HostRow, "public_ip"> {
  if (share < 0.33) return { public_ip: address() };
  if (share < 0.66) return { public_ip: "" };
  return share < 0.8 ? { public_ip: null } : {};
}

function inNetwork(firstBytes: string, index: number): string {
  return `${firstBytes}.${(index >>> 8) & 255}.${index & 255}`;
}

function enterpriseProject(share: number): string {
  if (share < 0.9) return "0";
  return share < 0.96 ? SECOND_ENTERPRISE_PROJECT : THIRD_ENTERPRISE_PROJECT;
}

function weighted(weights: Readonly<Record<string, number>>): string[] {
  return Object.entries(weights).flatMap(([value, weight]) => Array<string>(weight).fill(value));
}
