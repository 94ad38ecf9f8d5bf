import { z } from "zod";
import type { FilterShape } from "../hss/filter.js";
import type { ListOperation } from "../hss/listOperation.js";
import { RowArray } from "../hss/rowArray.js";
import { defineFunction, type FunctionDefinition } from "../plugin/packageDefinition.js";
import type { FunctionContext } from "./functionContext.js";
import { listRowsInto } from "./listRows.js";
import { scopeArguments } from "./scopeArguments.js";

const integer = (least: number, description: string) =>
  z.int({ error: "must be an integer" }).min(least, `must be at least ${least}`).optional().describe(description);

const window = {
  offset: integer(0, "Rows to leave out at the start of the list. Default: 0."),
  limit: integer(1, "The most rows to return. Default: all of them."),
};

export interface ListFunction<Row, Filters extends FilterShape> {
  name: string;
  description: string;
  operation: ListOperation<Row, Filters>;
  /** What the rows are called in the result, and what they are. */
  rows: { name: string; description: string };
}

interface ListFunctionDefinition<Filters extends FilterShape> extends FunctionDefinition<FunctionContext> {
  input: z.ZodObject<Filters & typeof scopeArguments & typeof window>;
}

/** A function that gives back a list of HSS, whole or a window of it. */
export function listFunction<Row, Filters extends FilterShape>({
  name,
  description,
  operation,
  rows,
}: ListFunction<Row, Filters>): ListFunctionDefinition<Filters> {
  const filters: FilterShape = operation.filters;
  const definition = defineFunction({
    name,
    description,
    input: z.strictObject({ ...filters, ...scopeArguments, ...window }),
    output: z.object({
      totalNum: z
        .int()
        .describe("Rows in the whole list by the server's count (`total_num`), whatever `offset` and `limit`."),
      [rows.name]: z.array(operation.row).describe(rows.description),
    }),
    async run({ region, projectId, offset, limit, ...filters }, context: FunctionContext, call) {
      const request = { region, projectId, offset, limit, filters };
      const collected = call.collectRows?.() ?? new RowArray<Row>();
      const listed = { functionName: name, operation, noun: rows.name, request };
      const { totalNum } = await listRowsInto(collected, listed, context, call);
      return { totalNum, [rows.name]: collected.list } as never;
    },
  });
  return definition as ListFunctionDefinition<Filters>;
}
