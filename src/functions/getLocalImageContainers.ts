import { localImageContainers } from "../hss/localImageContainers.js";
import { listFunction } from "./listFunction.js";

export const getLocalImageContainers = listFunction({
  name: "getLocalImageContainers",
  description:
    "Gets the containers that were created from a local container image, from Huawei Cloud HSS " +
    "(`GET /v5/{project_id}/image/local/containers`, ListLocalImageContainers). Every matching container is returned exactly once, " +
    "in the order of HSS, or the call fails; see `getLocalImageHosts`. Without filters it returns the containers of all local images.",
  operation: localImageContainers,
  rows: { name: "containers", description: "The containers, in the order in which HSS lists them." },
});
