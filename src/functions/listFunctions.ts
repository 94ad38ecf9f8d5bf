import { getLocalImageContainers } from "./getLocalImageContainers.js";
import { getLocalImageHosts } from "./getLocalImageHosts.js";
import { getLocalImages } from "./getLocalImages.js";

/** The functions that return a list of HSS. The client has a method for each. */
export const listFunctions = { getLocalImageHosts, getLocalImages, getLocalImageContainers };
