import { ExactImageList, type ExactImageResult, type ImageLists } from "../hss/exactImageList.js";
import type { ListRequest } from "../hss/hssClient.js";
import type { ListOperation } from "../hss/listOperation.js";
import type { Call } from "../plugin/packageDefinition.js";
import type { FunctionContext } from "./functionContext.js";
import type { ImageMatch } from "./imageMatch.js";
import { ScanStatus } from "./scanStatus.js";
import { warnOfDrift } from "./warnOfDrift.js";
import { warnOfUnverified } from "./warnOfUnverified.js";
import { withinTime } from "./withinTime.js";

export interface ListedRows<Row> {
  functionName: string;
  operation: ListOperation<Row>;
  /** What messages call the rows, in the plural. */
  noun: string;
  request: ListRequest;
  /** Whether the list is about exactly the image in the request's filters. */
  imageMatch?: ImageMatch | undefined;
  /** Calls for the same scope that share it list the images of a name only once. */
  imageLists?: ImageLists;
}

/**
 * Reads a list for a function. Shows the progress, and a warning if the result may have too few or too many rows.
 * @param keep returns what to keep of a page's rows
 */
export async function listPages<Row, Kept>(
  { functionName, operation, noun, request, imageMatch, imageLists = new Map() }: ListedRows<Row>,
  keep: (rows: readonly Row[]) => Kept,
  context: FunctionContext,
  call: Call,
): Promise<ExactImageResult<Kept>> {
  const status = new ScanStatus(functionName, noun, call, context.clock);
  const found = await withinTime(functionName, context, call, async ({ signal }) => {
    const options = { onProgress: status.onProgress, onWait: status.onWait, onSend: call.sending, signal };
    if (imageMatch === "exact")
      return new ExactImageList(context.hss, operation, request, imageLists, options).read(keep);
    return { ...(await context.hss.list(operation, request, keep, options)), unverifiedImages: [] };
  });
  status.done();
  warnOfDrift(functionName, found.drift, call);
  warnOfUnverified(functionName, found.unverifiedImages, call);
  return found;
}

/** Like `listPages`, for functions that work on the rows. */
export async function listRows<Row>(
  listed: ListedRows<Row>,
  context: FunctionContext,
  call: Call,
): Promise<Omit<ExactImageResult<unknown>, "pages"> & { rows: Row[] }> {
  const { pages, ...facts } = await listPages(listed, (rows) => rows, context, call);
  return { ...facts, rows: pages.flat() };
}
