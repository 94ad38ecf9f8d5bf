import type { ReadList } from "../../compliance/metadataOf.js";
import type { ImageLists } from "../../hss/exactImageList.js";
import type { ListOperation } from "../../hss/listOperation.js";
import type { ImageFilterValues } from "../../hss/planExactImage.js";
import type { Call } from "../../plugin/packageDefinition.js";
import type { FunctionContext } from "../functionContext.js";
import type { ImageMatch } from "../imageMatch.js";
import { listRows } from "../listRows.js";
import type { ScopeRequest } from "./scopeRequest.js";

export interface Wanted<Row> {
  operation: ListOperation<Row>;
  list: ReadList["list"];
  /** As in `ReadList`. */
  image: string;
  filters: ImageFilterValues;
  imageMatch?: ImageMatch;
}

export interface Listed<Row> extends ReadList {
  rows: readonly Row[];
}

export type ListReader = <Row>(wanted: Wanted<Row>) => Promise<Listed<Row>>;

/**
 * Makes a function that reads a list in one scope.
 * @param imageLists the images that are known, by the name that they were asked for with
 */
export function listReader(
  { functionName, region, projectId, enterpriseProjectId, consistency }: ScopeRequest,
  imageLists: ImageLists,
  context: FunctionContext,
  call: Call,
): ListReader {
  return async ({ operation, list, image, filters, imageMatch }) => {
    const request = { region, projectId, consistency, filters: { ...filters, enterpriseProjectId } };
    const noun = list === "images" ? list : `${list} with ${image || "any image"}`;
    const found = await listRows({ functionName, operation, noun, request, imageMatch, imageLists }, context, call);
    return { list, image, ...found };
  };
}
