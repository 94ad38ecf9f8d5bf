import type { z } from "zod";
import { ResponseShapeError } from "../errors/responseShapeError.js";
import type { RowShape } from "./column.js";
import type { FilterShape } from "./filter.js";
import type { PackedRow } from "../rows/packedRow.js";
import { RowCodec } from "../rows/rowCodec.js";
import type { Page } from "./pageScan.js";
import { rowFormat, wireName, wirePage, wireRow } from "./wireModel.js";

/** What tells one paginated list query of HSS from another: the only place that knows the operation. */
export interface ListModel<Row extends RowShape, Filters extends FilterShape> {
  /** Path behind `/v5/{project_id}/`. */
  path: string;
  /** The query's own filters, in camel case. */
  filters: Filters;
  /** One row of the answer, in camel case. */
  row: z.ZodObject<Row>;
  /** The properties of a row that stay the same while its state changes, and together tell it from every other row. */
  identity: readonly (keyof Row & string)[];
}

export interface FilterValues {
  readonly enterpriseProjectId?: string | undefined;
  readonly [name: string]: string | number | boolean | undefined;
}

/** A list query, ready to be scanned. */
export interface ListOperation<Row, Filters extends FilterShape = FilterShape> {
  path: string;
  filters: Filters;
  row: z.ZodObject;
  query(filters: FilterValues): [name: string, value: string][];
  parsePage(where: string, body: unknown): Page<Row>;
  /** The same from the page's bytes in pieces, without making objects of them; undefined where it takes `parsePage` to tell. */
  readPage(body: readonly Buffer[]): Page<PackedRow<Row>> | undefined;
  pack(page: Page<Row>): Page<PackedRow<Row>>;
  identity(row: Row): string;
}

/** Derives queries, validation and row identity from the model. */
export function listOperation<Row extends RowShape, Filters extends FilterShape>(
  model: ListModel<Row, Filters>,
): ListOperation<z.output<z.ZodObject<Row>>, Filters> {
  const page = wirePage(wireRow(model.row));
  const codec = new RowCodec<z.output<z.ZodObject<Row>>>(rowFormat(model.row, model.identity));
  return {
    path: model.path,
    filters: model.filters,
    row: model.row,
    query: (filters) =>
      Object.entries(filters).flatMap(([name, value]) =>
        value === undefined ? [] : [[wireName(name), String(value)]],
      ),
    parsePage(where, body) {
      const parsed = page.safeParse(body);
      if (parsed.success) return parsed.data;
      const issue = parsed.error.issues[0];
      throw new ResponseShapeError(where, pathInWords(issue?.path ?? []), issue?.message ?? "it does not fit");
    },
    readPage: (body) => codec.read(body),
    pack: ({ totalNum, rows }) => ({ totalNum, rows: codec.pack(rows) }),
    identity(row) {
      const values = row as Record<string, string | number>;
      const known = model.identity.map((name) => values[name] ?? "");
      // A row without any of its ids can only be told from others as a whole.
      return (known.some((value) => value !== "") ? known : Object.values(values)).join("\n");
    },
  };
}

function pathInWords(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    return text === "" ? String(part) : `${text}.${String(part)}`;
  }, "");
}
