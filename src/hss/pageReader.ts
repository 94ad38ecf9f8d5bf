import type { z } from "zod";
import type { Detail } from "../errors/errorText.js";
import { ResponseShapeError } from "../errors/responseShapeError.js";
import { column, readerOf, Unreadable, type RowShape } from "./column.js";
import type { Page } from "./pageScan.js";
import { wireName } from "./wireName.js";

const readCount = readerOf(column.count("total_num"));

/**
 * Makes a function that reads the pages of one list. Rows get names in camel case, without properties that the model does not
 * have. Anything that is not a page throws a ResponseShapeError that names the row and the column.
 */
export function pageReader<Row extends RowShape>(
  model: z.ZodObject<Row>,
): (where: readonly Detail[], body: unknown) => Page<z.output<z.ZodObject<Row>>> {
  const cells = Object.entries(model.shape).map(([property, schema]) => ({
    property,
    name: wireName(property),
    read: readerOf(schema),
  }));

  const readRow = (where: readonly Detail[], wire: unknown, index: number) => {
    const path = `data_list[${index}]`;
    if (!isObject(wire)) throw new ResponseShapeError(where, path, "it is not a JSON object");
    const row: Record<string, unknown> = {};
    for (const { property, name, read } of cells) {
      const value = read(wire[name]);
      if (value instanceof Unreadable) throw new ResponseShapeError(where, `${path}.${name}`, value.problem);
      if (value !== undefined) row[property] = value;
    }
    return row as z.output<z.ZodObject<Row>>;
  };

  return (where, body) => {
    if (!isObject(body)) throw new ResponseShapeError(where, "", "it is not a JSON object");
    const totalNum = readCount(body.total_num);
    if (typeof totalNum !== "number" || totalNum < 0) {
      throw new ResponseShapeError(where, "total_num", "it is not a whole number of at least 0");
    }
    const { data_list: rows } = body;
    // HSS may leave out an empty list.
    if (!Array.isArray(rows) && (totalNum > 0 || (rows !== undefined && rows !== null))) {
      throw new ResponseShapeError(where, "data_list", `it is not a list, although total_num is ${totalNum}`);
    }
    return { totalNum, rows: ((rows ?? []) as unknown[]).map((row, index) => readRow(where, row, index)) };
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
