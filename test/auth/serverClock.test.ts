import assert from "node:assert/strict";
import { ServerClock } from "../../src/auth/serverClock.js";
import { VirtualClock } from "../support/virtualClock.js";

const MINUTE = 60_000;

describe("ServerClock", () => {
  const machine = new VirtualClock();
  const at = (ms: number) => new Date(machine.now() + ms).toUTCString();

  for (const direction of [1, -1]) {
    it(`leaves a difference of one minute alone, and corrects a longer one (${direction > 0 ? "behind" : "ahead"})`, () => {
      const clock = new ServerClock(machine);
      assert.equal(clock.correct(machine.now(), at(direction * MINUTE)), false);
      assert.equal(clock.now(), machine.now());
      assert.equal(clock.correct(machine.now(), at(direction * (MINUTE + 1000))), true);
      assert.equal(clock.now(), machine.now() + direction * (MINUTE + 1000));
    });
  }

  it("compares with the time that the request was signed with, not with its own", () => {
    const clock = new ServerClock(machine);
    // Another request corrected the clock meanwhile: this one is worth sending again.
    assert.equal(clock.correct(machine.now(), at(5 * MINUTE)), true);
    assert.equal(clock.correct(machine.now(), at(5 * MINUTE)), true);
    assert.equal(clock.correct(clock.now(), at(5 * MINUTE)), false);
    assert.equal(clock.now(), machine.now() + 5 * MINUTE);
  });

  for (const date of [undefined, "", "yesterday"]) {
    it(`learns nothing from the date ${String(date)}`, () => {
      const clock = new ServerClock(machine);
      assert.equal(clock.correct(0, date), false);
      assert.equal(clock.now(), machine.now());
    });
  }
});
