import type { ListFacts, ListRequest } from "../hss/hssClient.js";
import type { ListOperation } from "../hss/listOperation.js";
import type { ReadResult } from "../hss/readRows.js";
import type { Call } from "../plugin/packageDefinition.js";
import type { FunctionContext } from "./functionContext.js";
import { ScanStatus } from "./scanStatus.js";
import { withinTime } from "./withinTime.js";

export interface ListedRows<Row> {
  functionName: string;
  operation: ListOperation<Row>;
  /** What the rows are, in the plural, for messages. */
  noun: string;
  request: ListRequest;
}

/**
 * Reads a list for a function: shows its progress, and warns where `onDrift` lets an incomplete result pass.
 * @param keep says what to keep of a page's rows
 */
export async function listPages<Row, Kept>(
  { functionName, operation, noun, request }: ListedRows<Row>,
  keep: (rows: readonly Row[]) => Kept,
  context: FunctionContext,
  call: Call,
): Promise<ListFacts & ReadResult<Kept>> {
  const status = new ScanStatus(functionName, noun, call, context.clock);
  const found = await withinTime(functionName, context, call, ({ signal }) =>
    context.hss.list(operation, request, keep, {
      onProgress: status.onProgress,
      onWait: status.onWait,
      onSend: call.asking,
      signal,
    }),
  );
  status.done();
  if (found.drift !== undefined) {
    call.warn(
      `${functionName}: the list changed while it was being read, the result may be incomplete: ${found.drift}.`,
    );
  }
  return found;
}

/** Like `listPages`, for functions that work on the rows. */
export async function listRows<Row>(
  listed: ListedRows<Row>,
  context: FunctionContext,
  call: Call,
): Promise<ListFacts & { rows: Row[] }> {
  const { pages, ...facts } = await listPages(listed, (rows) => rows, context, call);
  return { ...facts, rows: pages.flat() };
}
