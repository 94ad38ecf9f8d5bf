import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

const EXECUTABLE = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Whether a browser is available. In CI this is always true, so that a missing browser fails the tests. */
export const hasChromium = existsSync(EXECUTABLE) || process.env.CI === "true";

/** A real browser, without a window. */
export function startChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: EXECUTABLE, args: ["--no-sandbox"] });
}
