import assert from "node:assert/strict";
import { credentialFrom, type CredentialValues } from "../../src/auth/credentialFrom.js";

const KEYS = { accessKey: "AK", secretKey: "SK" };
const LOGIN = { userName: "user", password: "password", domainName: "domain" };

describe("credentialFrom", () => {
  const read = (values: CredentialValues) => credentialFrom("The place", values, (key) => `its ${key}`);

  const malformed: [value: CredentialValues, key: string][] = [
    [{ token: "a b" }, "token"],
    [{ ...KEYS, accessKey: "A\tK" }, "accessKey"],
    [{ ...KEYS, secretKey: "S\nK" }, "secretKey"],
    [{ ...KEYS, securityToken: "ü" }, "securityToken"],
    [{ ...LOGIN, userName: "us\u0000er" }, "userName"],
    [{ ...LOGIN, password: "pass\nword" }, "password"],
  ];
  for (const [values, key] of malformed) {
    it(`names a malformed ${key}, and does not repeat it`, () => {
      assert.deepEqual(read(values), {
        broken: {
          summary: `The place has a value in its ${key} that contains a blank, a line break or another invalid character.`,
          advice: "Copy the value again.",
        },
      });
    });
  }

  it("accepts blanks and letters outside ASCII in a login", () => {
    const login = { userName: "an ö user", password: "pass wörd", domainName: "a domain" };
    const result = read(login);
    assert.ok("credential" in result && result.credential.method === "password");
  });
});
