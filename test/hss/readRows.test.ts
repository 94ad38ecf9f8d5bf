import assert from "node:assert/strict";
import { MemoryList } from "../support/memoryList.js";
import { gatherRows } from "../support/gatherRows.js";

const { signal } = new AbortController();

const between = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const SIZES = [0, 1, 9, 10, 11, ...between(199, 210), ...between(398, 410), 1200, 100_000];

describe("readRows", () => {
  for (const size of SIZES) {
    it(`reads ${size} rows, each once, in order, in the fewest requests`, async () => {
      const list = new MemoryList(size);
      const { totalNum, rows } = await gatherRows(list.scan({ maxConcurrency: 16 }), signal);
      assert.equal(totalNum, size);
      assert.deepEqual(rows, list.rows);
      assert.equal(list.asked.length, size <= 200 ? 1 : 1 + Math.ceil((size - 200) / 199));
      assert.ok(
        list.asked.every(({ offset, limit }) => (offset === 0 || offset < size) && limit === 200),
        "no page lies behind the end, and each is asked for by the same limit",
      );
    });

    it(`reads ${size} rows without seams in ceil(N / 200) requests`, async () => {
      const list = new MemoryList(size);
      const { rows } = await gatherRows(list.scan({ consistency: "count" }), signal);
      assert.deepEqual(rows, list.rows);
      assert.equal(list.asked.length, Math.max(1, Math.ceil(size / 200)));
    });
  }

  it("does not accept a later page with more rows than the first one", async () => {
    const list = new MemoryList(1200);
    const fetchPage: typeof list.fetchPage = (window) => {
      list.cap = window.offset === 0 ? 50 : 60;
      return list.fetchPage(window);
    };
    await assert.rejects(gatherRows(list.scan({ fetchPage, consistency: "count" }), signal), {
      name: "DriftError",
      message: /the page at offset \d+ has 60 rows instead of 50/,
    });
  });

  it("adapts to a server that sends fewer rows per page than requested", async () => {
    const list = new MemoryList(1200);
    list.cap = 50;
    const { rows } = await gatherRows(list.scan(), signal);
    assert.deepEqual(rows, list.rows);
    assert.equal(list.asked.length, 1 + Math.ceil((1200 - 50) / 49));
  });

  for (const [offset, limit] of [
    [0, 1],
    [5, 10],
    [0, 201],
    [199, 402],
    [1000, 500],
    [1200, 10],
    [5000, Infinity],
  ] as const) {
    it(`reads just the window of ${limit} rows from offset ${offset}`, async () => {
      const list = new MemoryList(1200);
      const { totalNum, rows } = await gatherRows(list.scan({ offset, limit }), signal);
      assert.equal(totalNum, 1200);
      assert.deepEqual(rows, list.rows.slice(offset, offset + limit));
      assert.ok(list.asked.every((asked) => asked.limit === 200));
      assert.equal(list.asked.length, 1 + Math.max(0, Math.ceil((Math.min(limit, 1200 - offset) - 200) / 199)));
    });
  }

  it("requests up to maxConcurrency pages at the same time, and never more", async () => {
    const list = new MemoryList(10_000);
    let inFlight = 0;
    let most = 0;
    const fetchPage: typeof list.fetchPage = async (window) => {
      most = Math.max(most, ++inFlight);
      await new Promise((resolve) => setImmediate(resolve));
      inFlight--;
      return list.fetchPage(window);
    };
    await gatherRows(list.scan({ fetchPage, maxConcurrency: 7 }), signal);
    assert.equal(most, 7);
  });

  it("reports progress up to the last row", async () => {
    const list = new MemoryList(1200);
    const seen: string[] = [];
    const onProgress = (p: { rows: number; rowsExpected: number; requests: number; requestsExpected: number }) =>
      seen.push(`${p.rows}/${p.rowsExpected} ${p.requests}/${p.requestsExpected}`);
    await gatherRows(list.scan({ onProgress }), signal);
    assert.equal(seen[0], "200/1200 1/7");
    assert.equal(seen.at(-1), "1200/1200 7/7");
  });

  describe("when the list changes", () => {
    /** One row leaves, another comes at the end: the count stays, and a reader by offset misses a row. */
    const swap = (list: MemoryList) => {
      list.rows = [...list.rows.slice(1), "newcomer"];
    };

    it("reads a pair that does not share a row again, and misses nothing", async () => {
      const list = new MemoryList(400);
      list.beforePage = (page) => {
        if (page === 1) swap(list);
      };
      const { rows } = await gatherRows(list.scan(), signal);
      assert.deepEqual(rows, list.rows);
      assert.equal(list.asked.length, 3 + 2, "two pages were read twice");
    });

    it("would miss a row without seams", async () => {
      const list = new MemoryList(400);
      list.beforePage = (page) => {
        if (page === 1) swap(list);
      };
      const { rows } = await gatherRows(list.scan({ consistency: "count" }), signal);
      assert.ok(!rows.includes("host-200"), "host-200 was there all along");
    });

    it("reads the whole list again when the count changed", async () => {
      const list = new MemoryList(1200);
      list.beforePage = (page) => {
        if (page === 3) list.rows = list.rows.slice(200);
      };
      const { totalNum, rows } = await gatherRows(list.scan(), signal);
      assert.equal(totalNum, 1000);
      assert.deepEqual(rows, list.rows);
    });

    it("fails with DriftError if it never stops changing", async () => {
      const list = new MemoryList(1200);
      list.beforePage = () => {
        list.rows = [...list.rows, `new-${list.rows.length}`];
      };
      await assert.rejects(gatherRows(list.scan(), signal), {
        name: "DriftError",
        message:
          /^The list changed while it was being read\.\nRun again .*onDrift[^]*\n {2}change: total_num changed from \d+ to \d+ /,
      });
    });

    it("returns the rows that were read, and says why, with onDrift warn", async () => {
      const list = new MemoryList(1200);
      list.beforePage = (page) => {
        if (page % 3 === 1) swap(list);
      };
      const { rows, drift } = await gatherRows(list.scan({ onDrift: "warn" }), signal);
      assert.match(drift ?? "", /do not share a row/);
      assert.ok(new Set(rows).size > 1000);
    });

    it("leaves out no rows between pages that do not share a row, with onDrift warn", async () => {
      const list = new MemoryList(12);
      const seen = new Set<string>();
      // As when a server before each later page has gone, and one behind it has come.
      const fetchPage: typeof list.fetchPage = ({ offset, limit }) => {
        const rows = offset === 0 ? list.rows.slice(0, limit) : list.rows.slice(offset + 1, offset + 1 + limit);
        for (const row of rows) seen.add(row);
        return Promise.resolve({ totalNum: 11, rows });
      };
      const { rows, drift } = await gatherRows(list.scan({ fetchPage, pageSize: 4, onDrift: "warn" }), signal);
      assert.match(drift ?? "", /do not share a row/);
      assert.deepEqual(rows, [...seen]);
    });

    it("does not accept a page that was sent twice", async () => {
      const list = new MemoryList(1200);
      const fetchPage: typeof list.fetchPage = (window) =>
        list.fetchPage({ ...window, offset: Math.min(window.offset, 199) });
      await assert.rejects(gatherRows(list.scan({ fetchPage }), signal), { name: "DriftError" });
      for (const onDrift of ["error", "warn"] as const) {
        await assert.rejects(gatherRows(list.scan({ fetchPage, consistency: "count", onDrift }), signal), {
          name: "DriftError",
          message: /a page repeats only rows of earlier pages/,
        });
      }
    });

    for (const consistency of ["seams", "count"] as const) {
      it(`does not treat a short page as the end of the list, with ${consistency}`, async () => {
        const list = new MemoryList(1200);
        const fetchPage: typeof list.fetchPage = async (window) => {
          const page = await list.fetchPage(window);
          return window.offset + page.rows.length < 1200 ? page : { ...page, rows: page.rows.slice(0, -1) };
        };
        await assert.rejects(gatherRows(list.scan({ fetchPage, consistency }), signal), {
          name: "DriftError",
          message: /the page at offset \d+ has \d+ rows instead of \d+/,
        });
      });
    }

    for (const onDrift of ["error", "warn"] as const) {
      it(`does not treat an empty page as an empty list, with onDrift ${onDrift}`, async () => {
        const list = new MemoryList(1200);
        list.cap = 0;
        await assert.rejects(gatherRows(list.scan({ onDrift }), signal), {
          name: "DriftError",
          message: /total_num is 1200, but .* 0 rows/,
        });
        assert.equal(list.asked.length, 3);
      });
    }
  });

  describe("when a row moves to an earlier place", () => {
    /** After the first page host-350 takes the place of a row that leaves, and another row comes at the end. */
    const withMove = () => {
      const list = new MemoryList(400);
      list.beforePage = (page) => {
        if (page !== 1) return;
        const moved = list.rows.with(50, "host-350");
        list.rows = [...moved.toSpliced(350, 1), "newcomer"];
      };
      return list;
    };

    it("misses the row with seams: all counts and neighbours agree", async () => {
      const list = withMove();
      const { rows } = await gatherRows(list.scan(), signal);
      assert.equal(rows.length, 400);
      assert.ok(!rows.includes("host-350"));
    });

    it("finds it with snapshot", async () => {
      const list = withMove();
      const { rows } = await gatherRows(list.scan({ consistency: "snapshot" }), signal);
      assert.deepEqual(rows, list.rows);
      assert.ok(rows.includes("host-350"));
    });
  });

  describe("for a snapshot", () => {
    const snapshot = { consistency: "snapshot" } as const;
    const touch = (list: MemoryList, at: number) => {
      list.rows = list.rows.with(at, `${list.rows[at] ?? ""}!`);
    };

    it("reads a list that does not change twice", async () => {
      const list = new MemoryList(1200);
      const { rows, drift } = await gatherRows(list.scan(snapshot), signal);
      assert.deepEqual(rows, list.rows);
      assert.equal(drift, undefined);
      assert.equal(list.asked.length, 2 * 7);
    });

    it("reads a list of one page once, as one answer shows one moment", async () => {
      for (const [size, limit] of [
        [0, Infinity],
        [200, Infinity],
        [1200, 10],
      ] as const) {
        const list = new MemoryList(size);
        const { rows } = await gatherRows(list.scan({ ...snapshot, limit }), signal);
        assert.deepEqual(rows, list.rows.slice(0, limit));
        assert.equal(list.asked.length, 1);
      }
    });

    it("takes the third reading when it agrees with the second", async () => {
      const list = new MemoryList(400);
      list.beforePage = (page) => {
        if (page === 3) touch(list, 7);
      };
      const { rows } = await gatherRows(list.scan(snapshot), signal);
      assert.deepEqual(rows, list.rows);
      assert.equal(list.asked.length, 3 * 3);
    });

    it("does not take a reading that agrees with one before one that broke off", async () => {
      const list = new MemoryList(400);
      const { rows: before } = list;
      list.beforePage = (page) => {
        if (page === 4) list.rows = list.rows.slice(0, -1);
        if (page === 5) list.rows = before;
      };
      const { rows } = await gatherRows(list.scan(snapshot), signal);
      assert.deepEqual(rows, list.rows);
      assert.equal(list.asked.length, 3 + 2 + 3 + 3);
    });

    it("fails with DriftError after four readings of which no consecutive two agree", async () => {
      const list = new MemoryList(400);
      list.beforePage = (page) => {
        if (page % 3 === 0) touch(list, 7);
      };
      await assert.rejects(gatherRows(list.scan(snapshot), signal), {
        name: "DriftError",
        message: /\n {2}change: two consecutive readings differ$/,
      });
      assert.equal(list.asked.length, 4 * 3);
    });

    it("gives the last reading, and says why, with onDrift warn", async () => {
      const list = new MemoryList(400);
      list.beforePage = (page) => {
        if (page % 3 === 0) touch(list, 7);
      };
      const { rows, drift } = await gatherRows(list.scan({ ...snapshot, onDrift: "warn" }), signal);
      assert.deepEqual(rows, list.rows);
      assert.equal(drift, "two consecutive readings differ");
    });

    it("sees that the count has changed behind the caller's window", async () => {
      const list = new MemoryList(1200);
      list.beforePage = (page) => {
        if (page === 2) list.rows = [...list.rows, "newcomer"];
      };
      const { totalNum } = await gatherRows(list.scan({ ...snapshot, limit: 300 }), signal);
      assert.equal(totalNum, 1201);
      assert.equal(list.asked.length, 3 * 2);
    });
  });

  describe("when the server lists a row twice", () => {
    const doubled = (size: number, at: readonly (readonly [row: number, place: number])[]) => {
      const list = new MemoryList(size);
      for (const [row, place] of at) list.rows.splice(place, 0, `host-${row}`);
      return list;
    };

    for (const consistency of ["seams", "count"] as const) {
      it(`returns both if they are on one page, in the fewest requests, with ${consistency}`, async () => {
        const list = doubled(500, [[10, 11]]);
        const { rows, drift } = await gatherRows(list.scan({ consistency }), signal);
        assert.deepEqual(rows, list.rows);
        assert.equal(drift, undefined);
        assert.equal(list.asked.length, 3);
      });

      it(`returns both if two readings agree that they are on two pages, with ${consistency}`, async () => {
        const list = doubled(500, [[10, 450]]);
        const { rows, drift } = await gatherRows(list.scan({ consistency }), signal);
        assert.deepEqual(rows, list.rows);
        assert.equal(drift, undefined);
        assert.equal(list.asked.length, 6);
      });
    }

    it("returns a list whose later pages only repeat rows, such as one row for each image version", async () => {
      const list = new MemoryList(300);
      list.rows = Array.from({ length: 4 }, () => list.rows).flat();
      for (const consistency of ["seams", "snapshot"] as const) {
        const { rows } = await gatherRows(list.scan({ consistency }), signal);
        assert.deepEqual(rows, list.rows);
      }
      // Here it could also be a server that ignores the offset.
      await assert.rejects(gatherRows(list.scan({ consistency: "count" }), signal), {
        name: "DriftError",
        message: /a page repeats only rows of earlier pages/,
      });
    });

    for (const place of [198, 199, 200, 201]) {
      it(`returns both if they are neighbours at ${place}, where two pages meet, in one reading`, async () => {
        const list = doubled(500, [[place - 1, place]]);
        const { rows } = await gatherRows(list.scan(), signal);
        assert.deepEqual(rows, list.rows);
        assert.equal(list.asked.length, 3);
      });
    }

    it("treats a row that moved to a later page as drift, and reads again until it appears once", async () => {
      const list = new MemoryList(500);
      list.beforePage = (page) => {
        if (page === 2) list.rows = [...list.rows.filter((row) => row !== "host-10"), "host-10"];
      };
      const { rows } = await gatherRows(list.scan({ consistency: "count" }), signal);
      assert.deepEqual(rows, list.rows);
      assert.equal(list.asked.length, 6);
    });

    it("does not accept repeats that differ from reading to reading", async () => {
      const list = new MemoryList(500);
      list.beforePage = (page) => {
        const row = `host-${page}`;
        if (page % 3 === 2) list.rows = [...list.rows.filter((each) => each !== row), row];
      };
      await assert.rejects(gatherRows(list.scan({ consistency: "count" }), signal), {
        name: "DriftError",
        message: /1 rows appear on two pages/,
      });
    });

    it("does not accept a row that replaces another one in each reading", async () => {
      const list = new MemoryList(500);
      const rows = list.rows;
      list.beforePage = (page) => {
        if (page % 3 === 2) list.rows = rows.with(450 + page, "host-10");
      };
      await assert.rejects(gatherRows(list.scan({ consistency: "count" }), signal), {
        name: "DriftError",
        message: /1 rows appear on two pages/,
      });
    });
  });

  describe("beyond the largest offset", () => {
    it("reads a list whose last page begins at the largest one", async () => {
      const list = new MemoryList(1200);
      const { rows } = await gatherRows(list.scan({ largestOffset: 1194 }), signal);
      assert.deepEqual(rows, list.rows);
    });

    it("refuses a longer list before the second request", async () => {
      const list = new MemoryList(1200);
      await assert.rejects(gatherRows(list.scan({ largestOffset: 1193 }), signal), {
        name: "ArgumentError",
        property: "limit",
        message: /has 1200 rows.*beyond offset 1193.*filters.*enterprise project/s,
      });
      assert.equal(list.asked.length, 1);
    });

    it("reads the first rows of such a list", async () => {
      const list = new MemoryList(1200);
      const { rows } = await gatherRows(list.scan({ largestOffset: 995, limit: 1100 }), signal);
      assert.deepEqual(rows, list.rows.slice(0, 1100));
    });
  });

  it("does not plan all pages in advance, because the total may be wrong", async () => {
    const list = new MemoryList(2);
    const fetchPage: typeof list.fetchPage = async (window) => ({
      ...(await list.fetchPage(window)),
      totalNum: 10 ** 15,
    });
    await assert.rejects(gatherRows(list.scan({ fetchPage, largestOffset: Infinity }), signal), {
      name: "DriftError",
      message: /the page at offset 2 has 0 rows instead of 2|the page at offset 1 has 1 rows instead of 2/,
    });
  });

  it("refuses pages with more rows than requested", async () => {
    const list = new MemoryList(1200);
    const fetchPage: typeof list.fetchPage = (window) => list.fetchPage({ ...window, limit: 1200 });
    await assert.rejects(gatherRows(list.scan({ fetchPage }), signal), {
      name: "ResponseShapeError",
      path: "data_list",
    });
  });

  it("says what to set if each page has only one row", async () => {
    const list = new MemoryList(3);
    list.cap = 1;
    await assert.rejects(gatherRows(list.scan(), signal), /\nSet consistency to "count" for this endpoint\.\n/);
    assert.deepEqual((await gatherRows(list.scan({ consistency: "count" }), signal)).rows, list.rows);
  });

  it("throws the error of a page, and aborts the other pages", async () => {
    const list = new MemoryList(10_000);
    const aborted: number[] = [];
    const fetchPage = (window: { offset: number; limit: number }, pageSignal: AbortSignal) => {
      if (window.offset === 0) return list.fetchPage(window);
      if (window.offset === 199) return Promise.reject(new Error("page 2 failed"));
      return new Promise<never>((_, reject) => {
        pageSignal.addEventListener("abort", () => {
          aborted.push(window.offset);
          reject(pageSignal.reason as Error);
        });
      });
    };
    await assert.rejects(gatherRows(list.scan({ fetchPage, maxConcurrency: 4 }), signal), { message: "page 2 failed" });
    assert.ok(aborted.length >= 3, `aborted: ${aborted.join()}`);
  });
});
