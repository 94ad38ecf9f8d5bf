import { z } from "zod";
import type { FilterShape } from "../hss/filter.js";
import type { imageFilters } from "../hss/imageFilters.js";
import type { ListOperation } from "../hss/listOperation.js";
import { input } from "../schema/input.js";
import { defineFunction, type FunctionDefinition } from "../plugin/packageDefinition.js";
import type { FunctionContext } from "./functionContext.js";
import { consistencyArgument } from "./consistencyArgument.js";
import { imageMatch, unverifiedImages, type ImageMatch } from "./imageMatch.js";
import { listPages } from "./listRows.js";
import { scopeArguments } from "./scopeArguments.js";

/** A Pulumi integer has 32 bits. */
const LARGEST_INTEGER = 2 ** 31 - 1;

const limit = input.integer(1, LARGEST_INTEGER, "Maximum number of rows to return. Default: all.").optional();
const offsetUpTo = (largest: number) =>
  input.integer(0, largest, "Number of rows to skip at the start of the list. Default: 0.").optional();

export interface ListFunction<Row, Filters extends FilterShape> {
  name: string;
  description: string;
  operation: ListOperation<Row, Filters>;
  /** The name and the description of the rows in the result. */
  rows: { name: string; description: string };
}

/** Of lists that can be narrowed to one image. */
const imageArguments = { imageMatch: imageMatch("server") };

type ListArguments<Filters> = Filters &
  (Filters extends typeof imageFilters ? typeof imageArguments : unknown) &
  typeof scopeArguments &
  typeof consistencyArgument & { offset: ReturnType<typeof offsetUpTo>; limit: typeof limit };

export interface ListFunctionDefinition<Row, Filters extends FilterShape> extends FunctionDefinition<FunctionContext> {
  input: z.ZodObject<ListArguments<Filters>>;
  operation: ListOperation<Row, Filters>;
}

/** A function that returns a list of HSS, or a window of it. */
export function listFunction<Row, Filters extends FilterShape>({
  name,
  description,
  operation,
  rows,
}: ListFunction<Row, Filters>): ListFunctionDefinition<Row, Filters> {
  const filters: FilterShape = operation.filters;
  const isAboutImage = "imageDigest" in filters;
  const definition = defineFunction({
    name,
    description,
    input: z
      .strictObject({
        ...filters,
        ...(isAboutImage && imageArguments),
        ...scopeArguments,
        ...consistencyArgument,
        offset: offsetUpTo(operation.largestOffset),
        limit,
      })
      .check(({ value, issues }) => {
        const values = value as Record<string, unknown>;
        for (const [filter, needed] of Object.entries(operation.needs)) {
          if (values[filter] === undefined || values[needed] !== undefined) continue;
          const message = `must be given together with ${needed}: HSS ignores it without that`;
          issues.push({ code: "custom", path: [filter], message, input: values[filter] });
        }
      }),
    output: z.object({
      totalNum: z
        .int()
        .describe(
          "Number of rows in the whole list, as counted by HSS (`total_num`), regardless of `offset` and `limit`.",
        ),
      [rows.name]: z.array(operation.row).describe(rows.description),
      ...(isAboutImage && { unverifiedImages }),
    }),
    async run(
      { region, projectId, consistency, offset, limit, imageMatch, ...filters },
      context: FunctionContext,
      call,
    ) {
      const request = { region, projectId, consistency, offset, limit, filters };
      const listed = { functionName: name, operation, noun: rows.name, request, imageMatch: imageMatch as ImageMatch };
      const compact = (page: readonly Row[]) => call.compact?.(page as readonly object[]) ?? page;
      const { totalNum, pages, unverifiedImages } = await listPages(listed, compact, context, call);
      return { totalNum, [rows.name]: pages.flat(), ...(isAboutImage && { unverifiedImages }) };
    },
  });
  return { ...definition, operation } as unknown as ListFunctionDefinition<Row, Filters>;
}
