import { z } from "zod";
import type { ListOperation } from "../hss/listOperation.js";
import { RowArray } from "../hss/rowArray.js";
import { defineFunction, type FunctionDefinition } from "../plugin/packageDefinition.js";
import type { FunctionContext } from "./functionContext.js";
import { ScanStatus } from "./scanStatus.js";

const filter = (description: string) =>
  z
    .string({ error: "must be a string" })
    .min(1, "must not be empty: leave it out to have no such filter")
    .optional()
    .describe(description);

const integer = (least: number, description: string) =>
  z.int({ error: "must be an integer" }).min(least, `must be at least ${least}`).optional().describe(description);

/** The arguments that every list function has, beside its own filters. */
const common = {
  enterpriseProjectId: filter(
    "Enterprise project to ask about (`enterprise_project_id`): an ID, `0` for the default one, or `all_granted_eps` for " +
      "all that the user may read. Default: the provider's, else the default enterprise project.",
  ),
  region: filter("Region to ask instead of the provider's, for example `cn-north-4`."),
  projectId: filter("ID of the project to ask instead of the provider's."),
  offset: integer(0, "Rows to leave out at the start of the list. Default: 0."),
  limit: integer(1, "The most rows to return. Default: all of them."),
};

export interface ListFunction<Row> {
  name: string;
  description: string;
  operation: ListOperation<Row>;
  /** What the rows are called in the result, and what they are. */
  rows: { name: string; description: string };
}

/** A function that gives back a list of HSS, whole or a window of it. */
export function listFunction<Row>({
  name,
  description,
  operation,
  rows,
}: ListFunction<Row>): FunctionDefinition<FunctionContext> {
  const filters = Object.entries(operation.filters).map(
    ([filterName, meaning]) => [filterName, filter(meaning)] as const,
  );
  return defineFunction({
    name,
    description,
    input: z.strictObject({ ...Object.fromEntries(filters), ...common }),
    output: z.object({
      totalNum: z
        .int()
        .describe("Rows in the whole list by the server's count (`total_num`), whatever `offset` and `limit`."),
      [rows.name]: z.array(operation.row).describe(rows.description),
    }),
    async run({ region, projectId, offset, limit, ...filterValues }, { hss, clock }: FunctionContext, call) {
      const status = new ScanStatus(name, rows.name, call, clock);
      const collected = call.collectList?.<Row>() ?? new RowArray<Row>();
      const found = await hss.listInto(
        collected,
        operation,
        { region, projectId, offset, limit, filters: filterValues },
        { onProgress: status.onProgress, onWait: status.onWait, signal: call.signal },
      );
      status.done();
      if (found.drift)
        call.warn(`${name}: the list changed while it was being read, the result may be incomplete: ${found.drift}.`);
      return { totalNum: found.totalNum, [rows.name]: collected.list } as never;
    },
  });
}
