import type { ListFacts, ListRequest } from "../hss/hssClient.js";
import type { ListOperation } from "../hss/listOperation.js";
import { RowArray } from "../hss/rowArray.js";
import type { RowSink } from "../hss/rowSink.js";
import type { PackedRow } from "../rows/packedRow.js";
import type { Call } from "../plugin/packageDefinition.js";
import type { FunctionContext } from "./functionContext.js";
import { ScanStatus } from "./scanStatus.js";

export interface ListedRows<Row> {
  functionName: string;
  operation: ListOperation<Row>;
  /** What the rows are, in the plural, for messages. */
  noun: string;
  request: ListRequest;
}

/** Reads a list for a function: shows how far it is, and warns where `onDrift` lets an incomplete result pass. */
export async function listRowsInto<Row>(
  sink: RowSink<PackedRow<Row>>,
  { functionName, operation, noun, request }: ListedRows<Row>,
  { hss, clock }: FunctionContext,
  call: Call,
): Promise<ListFacts> {
  const status = new ScanStatus(functionName, noun, call, clock);
  const found = await hss.listInto(sink, operation, request, {
    onProgress: status.onProgress,
    onWait: status.onWait,
    signal: call.signal,
  });
  status.done();
  if (found.drift !== undefined) {
    call.warn(
      `${functionName}: the list changed while it was being read, the result may be incomplete: ${found.drift}.`,
    );
  }
  return found;
}

/** As `listRowsInto`, for functions that work on the rows. */
export async function listRows<Row>(
  listed: ListedRows<Row>,
  context: FunctionContext,
  call: Call,
): Promise<ListFacts & { rows: Row[] }> {
  const rows = new RowArray<Row>();
  const found = await listRowsInto(rows, listed, context, call);
  return { ...found, rows: rows.list };
}
