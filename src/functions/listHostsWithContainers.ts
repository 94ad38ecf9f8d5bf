import type { ImageLists } from "../hss/exactImageList.js";
import { localImageContainers } from "../hss/localImageContainers.js";
import { localImageHosts, type LocalImageHost } from "../hss/localImageHosts.js";
import type { Call } from "../plugin/packageDefinition.js";
import type { FunctionContext } from "./functionContext.js";
import { hostsWithContainers } from "./hostsWithContainers.js";
import { listRows, type ListedRows } from "./listRows.js";
import { withinTime } from "./withinTime.js";

/** Lists the servers on which a container was made from an image: see `hostsWithContainers`. */
export async function listHostsWithContainers(
  listed: Pick<ListedRows<never>, "functionName" | "request" | "imageMatch">,
  context: FunctionContext,
  call: Call,
): Promise<{ rows: LocalImageHost[]; unverifiedImages: string[] }> {
  return withinTime(listed.functionName, context, call, async (timed) => {
    const imageLists: ImageLists = new Map();
    const containersOf = { ...listed, imageLists, operation: localImageContainers, noun: "containers" };
    const containers = await listRows(containersOf, context, timed);
    const hosts = await listRows({ ...listed, imageLists, operation: localImageHosts, noun: "hosts" }, context, timed);
    return {
      rows: hostsWithContainers(hosts.rows, containers.rows),
      unverifiedImages: [...new Set([...containers.unverifiedImages, ...hosts.unverifiedImages])],
    };
  });
}
