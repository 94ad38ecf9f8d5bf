import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { hssPackage } from "../../src/provider/hssPackage.js";
import { packageSchema } from "../../src/plugin/packageSchema.js";

interface Property {
  type?: string;
  $ref?: string;
  description?: string;
  secret?: boolean;
}
interface ObjectType {
  properties: Record<string, Property>;
}
interface Schema {
  config: { variables: Record<string, Property> };
  provider: { inputProperties: Record<string, Property> };
  types: Record<string, ObjectType>;
  functions: Record<string, { inputs: ObjectType; outputs: ObjectType }>;
}

describe("the package schema", () => {
  const schema = packageSchema(hssPackage) as unknown as Schema;

  it("is the same as in schema.json; npm run schema updates it", async () => {
    assert.deepEqual(JSON.parse(await readFile("schema.json", "utf8")), schema);
  });

  it("describes every property", () => {
    const objects = [
      { properties: schema.config.variables },
      { properties: schema.provider.inputProperties },
      ...Object.values(schema.types),
      ...Object.values(schema.functions).flatMap(({ inputs, outputs }) => [inputs, outputs]),
    ];
    for (const { properties } of objects) {
      assert.ok(Object.keys(properties).length > 0);
      for (const [name, { description }] of Object.entries(properties)) {
        assert.match(description ?? "", /^[A-Z][^]{10,}\.$/, name);
      }
    }
  });

  it("gives every value a type, and refers only to existing types", () => {
    for (const { outputs } of Object.values(schema.functions)) {
      for (const [name, property] of Object.entries(outputs.properties)) {
        assert.ok(property.type ?? property.$ref, name);
      }
    }
    for (const [, name] of JSON.stringify(schema).matchAll(/"#\/types\/([^"]+)"/g)) {
      assert.ok(name !== undefined && name in schema.types, name);
    }
  });

  it("marks credentials as secret, and nothing else", () => {
    const secret = Object.entries(schema.config.variables).filter(([, property]) => property.secret);
    assert.deepEqual(
      secret.map(([name]) => name),
      ["token", "accessKey", "secretKey", "securityToken", "password"],
    );
  });

  it("declares no environment value or default that the engine would write to the state file", () => {
    assert.ok(!JSON.stringify(schema).includes('"default'));
  });
});
