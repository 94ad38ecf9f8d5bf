import assert from "node:assert/strict";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { getIdentity } from "../../src/functions/getIdentity.js";
import { emulatedContext, type EmulatedContext } from "../support/emulatedContext.js";

describe("getIdentity", () => {
  let emulator: Emulator;
  let context: EmulatedContext;

  before(async () => {
    emulator = await startEmulator({ hosts: 0 });
    context = emulatedContext(emulator, { scanTimeout: "200ms" });
  });
  after(async () => {
    await context.close();
    await emulator.close();
  });

  it("ends after scanTimeout even if IAM never answers", async () => {
    emulator.intercept = () => true;
    const call = { status: () => undefined, info: () => undefined, warn: () => undefined };
    await assert.rejects(getIdentity.run({}, context, { ...call, signal: new AbortController().signal }), {
      name: "TimeoutError",
      message: /^getIdentity took longer than scanTimeout \(0\.2 s\)\.\nRaise scanTimeout\./,
    });
  });
});
