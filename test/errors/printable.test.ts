import assert from "node:assert/strict";
import { printable } from "../../src/errors/printable.js";

const KEPT = {
  "Persian with a non-joiner": "می\u200cخواهم",
  "Hindi with a joiner after a virama": "क्\u200dष",
  "a family": "👨\u200d👩\u200d👧\u200d👦",
  "a person with a skin tone": "👩🏽\u200d💻",
  "a heart on fire": "❤\ufe0f\u200d🔥",
  "the flag of Wales": "🏴\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}",
  "a keycap and a flag": "1\ufe0f\u20e3 🇨🇳",
};

const REPLACED = {
  "a joiner between Latin letters": ["prod\u200dweb", "prod\ufffdweb"],
  "a joiner between a Latin and an Arabic letter": ["x\u200dی\u200dx", "x\ufffdی\ufffdx"],
  "a non-joiner at the start and at the end": ["\u200cمی\u200c", "\ufffdمی\ufffd"],
  "a joiner after an emoji": ["👨\u200dx", "👨\ufffdx"],
  "two joiners": ["می\u200c\u200dخو", "می\ufffdخو"],
  "tags after another emoji": ["👨\u{e0067}\u{e0062}\u{e0077}\u{e007f}", "👨\ufffd"],
  "more tags than a flag has": [
    "🏴\u{e0067}\u{e0067}\u{e0067}\u{e0067}\u{e0067}\u{e0067}\u{e0067}\u{e007f}",
    "🏴\ufffd",
  ],
  "marks that turn text round, between Arabic letters": ["م\u202eی\u200fخ\u2066و", "م\ufffdی\ufffdخ\ufffdو"],
  "a joiner in a command": ["#\u200d#[error]", "#\ufffd#[error]"],
} as const;

describe("printable text", () => {
  for (const [what, text] of Object.entries(KEPT)) {
    it(`keeps ${what}`, () => {
      assert.equal(printable(text), text);
    });
  }

  for (const [what, [text, expected]] of Object.entries(REPLACED)) {
    it(`replaces ${what}`, () => {
      assert.equal(printable(text), expected);
    });
  }
});
