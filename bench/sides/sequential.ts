// The plain reader, as the Terraform data source does it: one page after another, until one is empty.
import { Pool } from "undici";
import { HOSTS_PATH } from "../setup.js";
import { argument, side } from "./side.js";

const pool = new Pool(argument(0), { connections: 1 });

side(async () => {
  const rows: unknown[] = [];
  for (;;) {
    const path = `${HOSTS_PATH}?limit=200&offset=${rows.length}`;
    const { body } = await pool.request({ method: "GET", path });
    const page = (await body.json()) as { data_list: unknown[] };
    if (page.data_list.length === 0) return rows;
    rows.push(...page.data_list);
  }
});
