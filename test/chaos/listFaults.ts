import type { Exchange } from "../../src/emulator/server/exchange.js";
import { onPage, type WirePage } from "./answer.js";
import { asksForPage, type FaultKind, type World } from "./fault.js";

const UNSURE = ["DriftError", "ResponseShapeError"];

const paging =
  (edit: (page: WirePage, exchange: Exchange, world: World) => object | string | undefined): FaultKind["strike"] =>
  (exchange, world, tally) =>
    onPage(exchange, tally, (page) => edit(page, exchange, world));

/** Changes what is asked before the list answers it. */
const asking =
  (change: (params: URLSearchParams, world: World) => boolean): FaultKind["strike"] =>
  (exchange, world, tally) => {
    if (!asksForPage(exchange) || !change(exchange.params, world)) tally.release();
    return false;
  };

const few = (random: () => number) => 1 + Math.floor(random() * 5);

/** The page that each emulator answered last. */
const before = new WeakMap<object, WirePage>();
/** The first row of the list that each emulator answered last. */
const firstRow = new WeakMap<object, WirePage["data_list"][number]>();
/** How often the rows at an offset were changed: in the same place twice, they would be the server's own list. */
const changed = new WeakMap<object, Map<string, number>>();

const list = (name: string, nature: FaultKind["nature"], errors: readonly string[], strike: FaultKind["strike"]) =>
  ({ name, nature, errors, strike, wholeList: true, sure: nature === "drift" }) satisfies FaultKind;

export const listFaults: readonly FaultKind[] = [
  list(
    "offset ignored",
    "drift",
    ["DriftError"],
    asking((params) => {
      if (params.get("offset") === "0") return false;
      params.set("offset", "0");
      return true;
    }),
  ),
  list(
    "offset one too low",
    "drift",
    ["DriftError"],
    asking((params) => {
      if (params.get("offset") === "0") return false;
      params.set("offset", String(Number(params.get("offset")) - 1));
      return true;
    }),
  ),
  list(
    "limit ignored",
    "fatal",
    ["ResponseShapeError"],
    paging((page, { params }, { emulator }) => {
      const rows = emulator.fleet.slice(Number(params.get("offset"))).map(({ row }) => row);
      if (rows.length <= Number(params.get("limit"))) return undefined;
      return { ...page, data_list: rows };
    }),
  ),
  list(
    "a page served twice",
    "unsure",
    UNSURE,
    paging((page, _exchange, { emulator }) => {
      const earlier = before.get(emulator);
      before.set(emulator, page);
      return earlier;
    }),
  ),
  list(
    "a row of the first page on a later one",
    "drift",
    ["DriftError"],
    paging((page, { params }, { emulator }) => {
      const rows = page.data_list;
      const offset = params.get("offset") ?? "0";
      if (offset === "0") {
        if (rows[0]) firstRow.set(emulator, rows[0]);
        return undefined;
      }
      const row = firstRow.get(emulator);
      if (rows.length < 5 || row === undefined) return undefined;
      const times = changed.get(emulator) ?? new Map<string, number>();
      const before = times.get(offset) ?? 0;
      changed.set(emulator, times.set(offset, before + 1));
      rows[1 + (before % 3)] = row;
      return page;
    }),
  ),
  list(
    "total too high",
    "drift",
    ["DriftError"],
    paging((page, _exchange, { random }) => ({ ...page, total_num: page.total_num + few(random) })),
  ),
  list(
    "total that goes up and down",
    "unsure",
    UNSURE,
    paging((page, { index, params }) => {
      const total_num = Math.max(0, page.total_num + (index % 3) - 1);
      // A total that ends with the page is a lie that nobody could see through.
      const ends = Number(params.get("offset")) + page.data_list.length;
      return ends === total_num ? undefined : { ...page, total_num };
    }),
  ),
  list(
    "duplicate keys, the last one false",
    "drift",
    ["DriftError"],
    paging((page) =>
      page.data_list.length === 0 ? undefined : `${JSON.stringify(page).slice(0, -1)},"data_list":[]}`,
    ),
  ),
  list("rows in another order each time", "unsure", UNSURE, (exchange, { emulator, random }, tally) => {
    if (!asksForPage(exchange)) tally.release();
    const { fleet } = emulator;
    const turn = Math.floor(random() * fleet.length);
    emulator.fleet = [...fleet.slice(turn), ...fleet.slice(0, turn)];
    return false;
  }),
];
