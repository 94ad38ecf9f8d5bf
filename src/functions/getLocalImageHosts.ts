import { localImageHosts } from "../hss/localImageHosts.js";
import { listFunction } from "./listFunction.js";

export const getLocalImageHosts = listFunction({
  name: "getLocalImageHosts",
  description:
    "Gets the servers that hold a local container image, from Huawei Cloud HSS " +
    "(`GET /v5/{project_id}/image/local/hosts`, ListLocalImageHosts). Every matching server is returned exactly once, in the " +
    "order of HSS, however many pages the list has. If the list keeps changing while it is read, the call fails instead of returning a short result. " +
    "A server that moves in the list while it is read can be missed, unless `consistency` is `snapshot`. " +
    "Without filters it returns all servers that hold any local image.",
  operation: localImageHosts,
  rows: { name: "hosts", description: "The servers, in the order in which HSS lists them." },
});
