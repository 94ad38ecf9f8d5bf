const { writeFileSync } = require("node:fs");
const { reporters, Runner } = require("mocha");

/** Mocha's own output, and the counts for the last line of a whole run. */
module.exports = class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures } = this.stats;
      writeFileSync(process.env.COUNTS, JSON.stringify({ passed: passes, failed: failures }));
    });
  }
};
