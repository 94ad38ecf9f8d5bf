import { z } from "zod";
import type { FilterShape } from "../hss/filter.js";
import type { ListOperation } from "../hss/listOperation.js";
import { defineFunction, type FunctionDefinition } from "../plugin/packageDefinition.js";
import type { FunctionContext } from "./functionContext.js";
import { listPages } from "./listRows.js";
import { scopeArguments } from "./scopeArguments.js";

const integer = (least: number, description: string) =>
  z.int({ error: "must be an integer" }).min(least, `must be at least ${least}`).optional().describe(description);

const offset = integer(0, "Rows to leave out at the start of the list. Default: 0.");
const limit = integer(1, "The most rows to return. Default: all of them.");

export interface ListFunction<Row, Filters extends FilterShape> {
  name: string;
  description: string;
  operation: ListOperation<Row, Filters>;
  /** What the rows are called in the result, and what they are. */
  rows: { name: string; description: string };
}

interface ListFunctionDefinition<Filters extends FilterShape> extends FunctionDefinition<FunctionContext> {
  input: z.ZodObject<Filters & typeof scopeArguments & { offset: typeof offset; limit: typeof limit }>;
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
    input: z.strictObject({
      ...filters,
      ...scopeArguments,
      offset: offset
        .unwrap()
        .max(operation.largestOffset, `must be at most ${operation.largestOffset}`)
        .optional()
        .describe(offset.description ?? ""),
      limit,
    }),
    output: z.object({
      totalNum: z
        .int()
        .describe("Rows in the whole list by the server's count (`total_num`), whatever `offset` and `limit`."),
      [rows.name]: z.array(operation.row).describe(rows.description),
    }),
    async run({ region, projectId, offset, limit, ...filters }, context: FunctionContext, call) {
      const request = { region, projectId, offset, limit, filters };
      const listed = { functionName: name, operation, noun: rows.name, request };
      const compact = (page: readonly Row[]) => call.compact?.(page as readonly object[]) ?? page;
      const { totalNum, pages } = await listPages(listed, compact, context, call);
      return { totalNum, [rows.name]: pages.flat() } as never;
    },
  });
  return definition as ListFunctionDefinition<Filters>;
}
