import { imageKey, type CheckedImage } from "../../compliance/checkedImage.js";
import { commonNamePart } from "../../compliance/commonNamePart.js";
import type { ReadList } from "../../compliance/metadataOf.js";
import { selectImages, type ImageFinder } from "../../compliance/selectImages.js";
import type { ImageLists } from "../../hss/exactImageList.js";
import { localImages } from "../../hss/localImages.js";
import type { Call } from "../../plugin/packageDefinition.js";
import type { FunctionContext } from "../functionContext.js";
import type { ListReader } from "./listReader.js";
import type { KnownImages } from "./planHoldings.js";
import { readAffected } from "./readAffected.js";
import type { ScopeRequest } from "./scopeRequest.js";

export interface ReadImages extends ImageFinder, KnownImages {
  lists: readonly ReadList[];
}

/** Reads the images of the scope, or of a part of their names that is enough for all rules, and finds those that the rules are about. */
export async function readImages(
  request: ScopeRequest,
  imageLists: ImageLists,
  read: ListReader,
  context: FunctionContext,
  call: Call,
): Promise<ReadImages> {
  const { rules, hostDetails, asOf } = request;
  const selectors = rules.flatMap(({ image, images = [] }) => image ?? images);
  const imageName = rules.some(({ effect }) => effect === "allow") ? undefined : commonNamePart(selectors);
  const list = await read({ operation: localImages, list: "images", image: imageName ?? "", filters: { imageName } });
  const { rows } = list;
  // Every name in a rule contains `imageName`, so this list also has all images of that name.
  for (const { name } of selectors)
    imageLists.set(name, Promise.resolve({ ...list, totalNum: rows.length, pages: [rows] }));
  const cves = selectors.flatMap(({ cve }) => cve ?? []);
  const affected = await readAffected(cves, request, context, call);
  const { hasCve } = affected;
  const images = hostDetails === "none" ? rows : [...rows, ...missing(affected.images, rows, imageName ?? "")];
  const lists = [list, ...affected.lists];
  return { images, isWhole: imageName === undefined, lists, ...selectImages(rules, images, { asOf, hasCve }) };
}

/** Images that HSS found vulnerabilities in, but does not list: the lists are not read at the same time. */
function missing(affected: readonly CheckedImage[], rows: readonly CheckedImage[], imageName: string): CheckedImage[] {
  const known = new Set(rows.map(imageKey));
  return affected.filter((image) => image.imageName.includes(imageName) && !known.has(imageKey(image)));
}
