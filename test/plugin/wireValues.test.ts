import assert from "node:assert/strict";
import structProto from "google-protobuf/google/protobuf/struct_pb.js";
import { unknown } from "../../src/plugin/unknown.js";
import { fromStruct, markSecrets } from "../../src/plugin/wireValues.js";
import { struct } from "../support/providerProcess.js";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const secret = (value: unknown) => ({ [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", value });
const output = (rest: object) => ({ [SIGNATURE]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", ...rest });

describe("fromStruct", () => {
  it("returns plain values unchanged", () => {
    const values = { text: "x", number: 1.5, yes: true, list: [1, "a"], nested: { deep: { er: "" } } };
    assert.deepEqual(fromStruct(struct(values)), values);
  });

  it("takes a missing struct as empty, and leaves nulls out", () => {
    assert.deepEqual(fromStruct(undefined), {});
    assert.deepEqual(fromStruct(struct({ imageName: null, hostName: "h" })), { hostName: "h" });
  });

  it("leaves out a value without a type, which the wire format allows", () => {
    const given = new structProto.Struct();
    given.getFieldsMap().set("hostName", new structProto.Value());
    given.getFieldsMap().set("imageName", new structProto.Value().setStringValue("nginx"));
    assert.deepEqual(fromStruct(given), { imageName: "nginx" });
  });

  it("unwraps secrets and outputs at any depth", () => {
    assert.deepEqual(fromStruct(struct({ token: secret("t"), list: [output({ value: secret("v") })] })), {
      token: "t",
      list: ["v"],
    });
  });

  it("marks what is not known yet", () => {
    const values = fromStruct(struct({ a: "04da6b54-80e4-46f7-96ec-b56ff0331ba9", b: output({}), c: "c" }));
    assert.deepEqual(values, { a: unknown, b: unknown, c: "c" });
  });
});

describe("markSecrets", () => {
  it("marks plain text, and does not change values that are marked, unknown, or missing", () => {
    const given = struct({
      token: "t",
      secretKey: secret("s"),
      accessKey: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
      region: "r",
    });
    markSecrets(given, ["token", "secretKey", "accessKey", "securityToken"]);
    assert.deepEqual(given.toJavaScript(), {
      token: secret("t"),
      secretKey: secret("s"),
      accessKey: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
      region: "r",
    });
  });
});
