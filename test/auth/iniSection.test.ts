import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { iniSection } from "../../src/auth/iniSection.js";
import { PYTHON } from "../support/available.js";

const CONFIGPARSER = `
import configparser, json, sys
out = []
for text in json.load(sys.stdin):
    parser = configparser.ConfigParser()
    parser.read_string(text)
    out.append(dict(parser.items("basic")) if parser.has_section("basic") else None)
json.dump(out, sys.stdout)
`;

/** Files, and what the section [basic] holds. */
const files: [text: string, section: Record<string, string> | undefined][] = [
  ["", undefined],
  ["[global]\nak = other\n", undefined],
  ["[basic]\n", {}],
  ["[basic]\nak = X\nsk=Y", { ak: "X", sk: "Y" }],
  ["[basic]\nak: X\nsk :Y\n", { ak: "X", sk: "Y" }],
  ["[basic]\nAK = X\nSecurity_Token = Z\n", { ak: "X", security_token: "Z" }],
  ["[basic]\nsk = a;b#c\nak = X ; Y\n", { sk: "a;b#c", ak: "X ; Y" }],
  ["[basic]\nsk = a=b:c==\nu: https://h:1/a=b\n", { sk: "a=b:c==", u: "https://h:1/a=b" }],
  ["[basic]\nak = \"X\"\nsk = 'Y'\n", { ak: '"X"', sk: "'Y'" }],
  ["[basic]\nak = X\\n\n", { ak: "X\\n" }],
  ["# c\n; c\n[basic]\n# ak = no\n ; sk = no\nak = X\n", { ak: "X" }],
  ["[basic]\nsk = a\n  b\n\tc\nak = X\n", { sk: "a\nb\nc", ak: "X" }],
  ["[basic]\n  ak = X\n  sk = Y\n", { ak: "X", sk: "Y" }],
  ["[basic]\nsk = a\n  # c\n  b\n", { sk: "a\nb" }],
  ["[basic]\nak =\nsk =   \n", { ak: "", sk: "" }],
  ["[basic]\r\nak = X\r\nsk = Y\r\n", { ak: "X", sk: "Y" }],
  ["[DEFAULT]\nak = D\nsk = S\n[basic]\nak = X\n", { ak: "X", sk: "S" }],
  ["[basic] rest\nak = X\n", { ak: "X" }],
  ["[Basic]\nak = X\n", undefined],
  ["[basic]\nak = X\n[other]\nak = Y\n", { ak: "X" }],
  ["[other]\nak = Y\n[basic]\n  sk = Z\n", { sk: "Z" }],
  ["[basic]\nmy key = X\n__proto__ = Y\n", JSON.parse('{"my key": "X", "__proto__": "Y"}') as Record<string, string>],
];

describe("iniSection", () => {
  for (const [text, section] of files) {
    it(`reads ${JSON.stringify(text)}`, () => {
      assert.deepEqual(iniSection(text, "basic"), section);
    });
  }

  (PYTHON ? it : it.skip)("reads them all as Python's configparser does", () => {
    const input = JSON.stringify(files.map(([text]) => text));
    const read = JSON.parse(execFileSync("python3", ["-c", CONFIGPARSER], { input, encoding: "utf8" })) as unknown[];
    assert.deepEqual(
      read,
      files.map(([, section]) => section ?? null),
    );
  });

  it("passes over what configparser does not take, and does not see a name in it", () => {
    assert.deepEqual(iniSection("ak = before\n[basic]\nnothing here\n= value\nak = X\n", "basic"), { ak: "X" });
    assert.deepEqual(iniSection("[basic]\nak = X\n[basic]\nsk = Y%z\n", "basic"), { ak: "X", sk: "Y%z" });
  });
});
