import type { z } from "zod";
import type { Detail } from "../errors/errorText.js";
import type { RowShape } from "./column.js";
import type { FilterShape } from "./filter.js";
import { pageReader } from "./pageReader.js";
import type { Page } from "./pageScan.js";
import { wireName } from "./wireName.js";

/** Everything that is specific to one paginated list query of HSS. */
export interface ListModel<Row extends RowShape, Filters extends FilterShape> {
  /** Path after `/v5/{project_id}/`. */
  path: string;
  /** Whether HSS documents the header `region` for it. */
  regionHeader?: boolean;
  /** The largest `offset` that HSS documents. */
  largestOffset: number;
  /** The query's own filters, in camel case. */
  filters: Filters;
  /** Filters that HSS documents as ignored without another one: the name of each, and of the one that it needs. */
  needs?: Partial<Record<keyof Filters, keyof Filters & string>>;
  /** One row of the answer, in camel case. */
  row: z.ZodObject<Row>;
  /** The properties that identify a row: they stay the same while its state changes, and differ from those of other rows. */
  identity: readonly (keyof Row & string)[];
}

export interface FilterValues {
  readonly enterpriseProjectId?: string | undefined;
  readonly [name: string]: string | number | boolean | undefined;
}

/** A list query that can be scanned. */
export interface ListOperation<Row, Filters extends FilterShape = FilterShape> {
  path: string;
  regionHeader: boolean;
  largestOffset: number;
  filters: Filters;
  needs: Readonly<Record<string, string>>;
  row: z.ZodObject;
  query(filters: FilterValues): [name: string, value: string][];
  /** Reads a parsed answer, or throws ResponseShapeError. */
  readPage(where: readonly Detail[], body: unknown): Page<Row>;
  identity(row: Row): string;
}

/** Derives queries, validation and row identity from the model. */
export function listOperation<Row extends RowShape, Filters extends FilterShape>(
  model: ListModel<Row, Filters>,
): ListOperation<z.output<z.ZodObject<Row>>, Filters> {
  return {
    path: model.path,
    regionHeader: model.regionHeader ?? false,
    largestOffset: model.largestOffset,
    filters: model.filters,
    needs: (model.needs ?? {}) as Record<string, string>,
    row: model.row,
    query: (filters) =>
      Object.entries(filters).flatMap(([name, value]) =>
        value === undefined ? [] : [[wireName(name), String(value)]],
      ),
    readPage: pageReader(model.row),
    identity(row) {
      const values = row as Record<string, unknown>;
      const known = model.identity.map((name) => values[name] ?? "");
      // A row without any ID can only be identified by all its values.
      return JSON.stringify(known.some((value) => value !== "") ? known : values);
    },
  };
}
