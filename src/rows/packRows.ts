import type { PackedRow } from "./packedRow.js";
import type { RowFormat } from "./rowFormat.js";
import { RowWriter, SLACK } from "./rowWriter.js";

/** Packs rows that were read as objects. */
export function packRows<Row extends object>(format: RowFormat, rows: readonly Row[]): PackedRow<Row>[] {
  const writer = new RowWriter(format);
  for (const row of rows as readonly Readonly<Record<string, string | number | undefined>>[]) {
    let end = 0;
    const texts = format.columns.map(({ property }, column) => {
      const text = Buffer.from(String(row[property] ?? ""));
      writer.spans[2 * column] = end;
      writer.spans[2 * column + 1] = end += text.length;
      return text;
    });
    const { buffer, byteOffset, byteLength } = Buffer.concat(texts, end + SLACK);
    writer.write(new DataView(buffer, byteOffset, byteLength));
  }
  return writer.take();
}
