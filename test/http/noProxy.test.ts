import assert from "node:assert/strict";
import { noProxy } from "../../src/http/noProxy.js";

const HSS = "https://hss.cn-north-4.myhuaweicloud.com";

describe("NO_PROXY", () => {
  for (const [list, excluded, others] of [
    ["", [], [HSS, "https://10.0.0.1"]],
    ["*", [HSS, "https://10.0.0.1", "https://[::1]"], []],
    ["a.example, *", [HSS], []],
    [
      "myhuaweicloud.com",
      [HSS, "https://myhuaweicloud.com"],
      ["https://notmyhuaweicloud.com", "https://myhuaweicloud.com.evil.example"],
    ],
    [".MyHuaweiCloud.com", [HSS, "https://myhuaweicloud.com", `${HSS}.`], ["https://notmyhuaweicloud.com"]],
    ["*.myhuaweicloud.com.", [HSS], ["https://myhuaweicloud.eu"]],
    ["hss.cn-north-4.myhuaweicloud.com:443", [HSS], [`${HSS}:8443`]],
    [
      "example.com:8443\t10.0.0.1:8443",
      ["https://a.example.com:8443", "https://10.0.0.1:8443"],
      ["https://example.com", "https://10.0.0.1"],
    ],
    ["10.0.0.1", ["https://10.0.0.1:8443"], ["https://10.0.0.2", "https://110.0.0.1"]],
    ["0.0.1", [], ["https://10.0.0.1"]],
    [
      "10.0.0.0/8",
      ["https://10.0.0.0", "https://10.255.255.255:8443"],
      ["https://9.255.255.255", "https://11.0.0.0", HSS],
    ],
    ["127.0.0.0/8", ["https://127.0.0.1", "https://127.1"], ["https://128.0.0.1", "https://localhost"]],
    [
      "192.168.4.7/32,172.16.0.0/12",
      ["https://192.168.4.7", "https://172.31.0.1"],
      ["https://192.168.4.6", "https://172.32.0.1"],
    ],
    ["0.0.0.0/0", ["https://1.2.3.4"], ["https://[fd00::1]", HSS]],
    ["fd00::/8", ["https://[fd12::1]:8443"], ["https://[fe80::1]", "https://10.0.0.1"]],
    ["[FD00::]/8", ["https://[fd12::1]"], ["https://[fe80::1]"]],
    ["::1", ["https://[::1]:8443"], ["https://[::2]"]],
    ["[::1]:8443", ["https://[::1]:8443"], ["https://[::1]"]],
    ["[::1]", ["https://[::1]"], ["https://[::2]"]],
    ["0:0:0:0:0:0:0:1", ["https://[::1]"], []],
    ["10.0.0.0/8", ["https://[::ffff:10.0.0.1]"], ["https://[::ffff:11.0.0.1]"]],
    ["10.0.0.0/33,10.0.0/8,fd00::/129,/8,10.0.0.0/,:,.", [], ["https://10.0.0.1", "https://[fd00::1]", HSS]],
  ] as const) {
    it(`${JSON.stringify(list)} excludes ${excluded.join(", ") || "nothing"}`, () => {
      const isExcluded = noProxy(list);
      for (const address of excluded) assert.equal(isExcluded(new URL(address)), true, address);
      for (const address of others) assert.equal(isExcluded(new URL(address)), false, address);
    });
  }
});
