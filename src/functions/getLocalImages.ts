import { localImages } from "../hss/localImages.js";
import { listFunction } from "./listFunction.js";

export const getLocalImages = listFunction({
  name: "getLocalImages",
  description:
    "Gets the container images that servers hold, and what their security scans found, from Huawei Cloud HSS " +
    "(`GET /v5/{project_id}/image/local-repositories`, ListImageLocal). Every matching image is returned exactly once, in the " +
    "order of HSS, or the call fails; see `getLocalImageHosts`. Without filters it returns all local images.",
  operation: localImages,
  rows: { name: "images", description: "The images, in the order in which HSS lists them." },
});
