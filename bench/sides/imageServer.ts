// The emulator with servers that hold some of many images, in a process of its own.
import type { Host } from "../../src/emulator/hss/host.js";
import { startEmulator } from "../../src/emulator/emulator.js";
import { argument, endWithBench } from "./side.js";

const IMAGES = 500;
const VERSIONS = 10;
/** Of one server. Each image is on as many servers as a page has rows. */
const HELD = 10;

endWithBench();
const images = Array.from({ length: IMAGES }, (_, index) => ({
  name: `team-${Math.floor(index / VERSIONS)}/app`,
  version: `1.${index % VERSIONS}.0`,
  digest: `sha256:${index.toString(16).padStart(64, "0")}`,
}));
const fleet = Array.from({ length: Number(argument(0)) }, (_, index): Host => ({
  row: {
    agent_id: `agent-${index}`,
    agent_status: "online",
    host_name: `server-${index}`,
    host_id: `00000000-0000-4000-a000-${String(index).padStart(12, "0")}`,
    version: "hss.version.premium",
    private_ip: `10.0.${index >>> 8}.${index & 255}`,
  },
  enterpriseProjectId: "0",
  images: Array.from({ length: HELD }, (_, held) => images[(index + held * 53) % IMAGES] as (typeof images)[number]),
}));
let requests = 0;
void startEmulator({ fleet, latencyMs: Number(argument(1)) }).then((emulator) => {
  emulator.intercept = ({ path, response }) => {
    emulator.requests.length = 0;
    if (path !== "/requests") {
      requests += 1;
      return false;
    }
    response.end(String(requests));
    requests = 0;
    return true;
  };
  process.send?.(emulator.port);
});
