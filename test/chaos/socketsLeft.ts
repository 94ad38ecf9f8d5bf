import { setImmediate as nextTurn } from "node:timers/promises";

const PATIENCE_MS = 3000;

/** Connections that are open in this process, at either end. */
export function openSockets(): number {
  return process.getActiveResourcesInfo().filter((resource) => /^(TCPSocketWrap|TLSWrap|TCPWrap)$/.test(resource))
    .length;
}

/** How many more are open than there were, once those that are closing have had the time to. */
export async function socketsLeft(before: number): Promise<number> {
  const end = performance.now() + PATIENCE_MS;
  while (openSockets() > before && performance.now() < end) await nextTurn();
  return Math.max(0, openSockets() - before);
}
