import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

const EXECUTABLE = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Whether pages can be looked at: where they must be, in CI, a missing browser fails the tests instead. */
export const hasChromium = existsSync(EXECUTABLE) || process.env.CI === "true";

/** A real browser, without a window. */
export function startChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: EXECUTABLE, args: ["--no-sandbox"] });
}
