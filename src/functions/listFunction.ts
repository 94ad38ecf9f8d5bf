import { z } from "zod";
import type { FilterShape } from "../hss/filter.js";
import type { ListOperation } from "../hss/listOperation.js";
import { input } from "../schema/input.js";
import { defineFunction, type FunctionDefinition } from "../plugin/packageDefinition.js";
import type { FunctionContext } from "./functionContext.js";
import { consistencyArgument } from "./consistencyArgument.js";
import { listPages } from "./listRows.js";
import { scopeArguments } from "./scopeArguments.js";

/** A Pulumi integer has 32 bits. */
const LARGEST_INTEGER = 2 ** 31 - 1;

const limit = input.integer(1, LARGEST_INTEGER, "The most rows to return. Default: all of them.").optional();
const offsetUpTo = (largest: number) =>
  input.integer(0, largest, "Rows to leave out at the start of the list. Default: 0.").optional();

export interface ListFunction<Row, Filters extends FilterShape> {
  name: string;
  description: string;
  operation: ListOperation<Row, Filters>;
  /** What the rows are called in the result, and what they are. */
  rows: { name: string; description: string };
}

interface ListFunctionDefinition<Filters extends FilterShape> extends FunctionDefinition<FunctionContext> {
  input: z.ZodObject<
    Filters &
      typeof scopeArguments &
      typeof consistencyArgument & { offset: ReturnType<typeof offsetUpTo>; limit: typeof limit }
  >;
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
      ...consistencyArgument,
      offset: offsetUpTo(operation.largestOffset),
      limit,
    }),
    output: z.object({
      totalNum: z
        .int()
        .describe("Rows in the whole list by the server's count (`total_num`), whatever `offset` and `limit`."),
      [rows.name]: z.array(operation.row).describe(rows.description),
    }),
    async run({ region, projectId, consistency, offset, limit, ...filters }, context: FunctionContext, call) {
      const request = { region, projectId, consistency, offset, limit, filters };
      const listed = { functionName: name, operation, noun: rows.name, request };
      const compact = (page: readonly Row[]) => call.compact?.(page as readonly object[]) ?? page;
      const { totalNum, pages } = await listPages(listed, compact, context, call);
      return { totalNum, [rows.name]: pages.flat() } as never;
    },
  });
  return definition as ListFunctionDefinition<Filters>;
}
