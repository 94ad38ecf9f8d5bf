import assert from "node:assert/strict";
import { ALL, chaos } from "./chaos.js";

describe("chaos", () => {
  it("500 scans end with an exact result or with the right error for their faults", async function () {
    this.timeout(120_000);
    const { outcomes, violations } = await chaos(1, 500);
    assert.deepEqual(violations, []);
    const all = outcomes.get(ALL) ?? assert.fail();
    for (const outcome of ["exact", "NetworkError", "ApiError", "QuotaError", "ResponseShapeError", "DriftError"])
      assert.ok((all.get(outcome) ?? 0) > 0, `no scan ended in ${outcome}`);
  });
});
