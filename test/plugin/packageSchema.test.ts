import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { input } from "../../src/schema/input.js";
import { hssPackage } from "../../src/provider/hssPackage.js";
import { packageSchema } from "../../src/plugin/packageSchema.js";

interface Property {
  type?: string;
  $ref?: string;
  items?: Property;
  oneOf?: Property[];
  description?: string;
  secret?: boolean;
}
interface ObjectType {
  properties: Record<string, Property>;
}
interface EnumType {
  description: string;
  enum: { value: string; description?: string }[];
}
interface Schema {
  config: { variables: Record<string, Property> };
  provider: { inputProperties: Record<string, Property> };
  types: Record<string, ObjectType | EnumType>;
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
      ...Object.values(schema.types).filter((type) => "properties" in type),
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
      ["token", "accessKey", "secretKey", "securityToken", "idToken", "password"],
    );
  });

  it("declares no environment value or default that the engine would write to the state file", () => {
    assert.ok(!JSON.stringify(schema).includes('"default'));
  });

  describe("of a package with closed sets of values", () => {
    const colour = input.choice(["red", "green"], "A colour of the thing.");
    const finish = input.choice({ matt: "without shine.", gloss: "with shine." }, "The finish.", "Surface");
    const schemaWith = (inputs: z.ZodObject, configuration = z.object({})) =>
      packageSchema({
        name: "paint",
        version: "1.0.0",
        configuration,
        metadata: {},
        functions: [
          {
            name: "getPaint",
            description: "Gets paint.",
            input: inputs,
            output: z.object({ colour: z.enum(["red", "green"]).describe("The colour.") }),
            run: () => Promise.reject(new Error("not called")),
          },
        ],
      }) as unknown as Schema;
    const argumentsOf = (made: Schema) => made.functions["paint:index:getPaint"]?.inputs.properties;
    const colourType = { $ref: "#/types/paint:index:Colour" };

    it("has an enum for each set, named after the property or as the definition says, with what the values mean", () => {
      const made = schemaWith(z.object({ colour: colour.optional(), finishes: z.array(finish).describe("Finishes.") }));
      assert.deepEqual(made.types, {
        "paint:index:Colour": {
          type: "string",
          description: "A colour of the thing.",
          enum: [{ value: "red" }, { value: "green" }],
        },
        "paint:index:Surface": {
          type: "string",
          description: "The finish.",
          enum: [
            { value: "matt", description: "Without shine." },
            { value: "gloss", description: "With shine." },
          ],
        },
      });
      assert.deepEqual(argumentsOf(made), {
        colour: { ...colourType, description: "A colour of the thing. One of `red`, `green`." },
        finishes: {
          type: "array",
          items: { $ref: "#/types/paint:index:Surface" },
          description: "Finishes. Each is one of `matt`, `gloss`.",
        },
      });
      assert.deepEqual(made.functions["paint:index:getPaint"]?.outputs.properties.colour?.$ref, colourType.$ref);
    });

    it("also accepts any text in an object, which may come from JSON", () => {
      const layer = z.object({ colour }).describe("A layer.").meta({ id: "Layer" });
      const made = schemaWith(z.object({ layers: z.array(layer).describe("The layers.") }));
      const { colour: property } = (made.types["paint:index:Layer"] as ObjectType).properties;
      assert.equal(property?.type, "string");
      assert.deepEqual(property.oneOf, [{ type: "string" }, colourType]);
    });

    it("has texts in the configuration, where Pulumi refuses enums", () => {
      const made = schemaWith(z.object({}), z.object({ finish }));
      const finishText = { type: "string", description: "The finish. `matt`: without shine. `gloss`: with shine." };
      assert.deepEqual(made.config.variables, { finish: finishText });
      assert.ok(!("paint:index:Surface" in made.types));
    });

    it("cannot be made if two sets have the same name", () => {
      const other = z.object({ colour: input.choice(["cyan"], "A colour.") });
      assert.throws(() => schemaWith(other), {
        message: "Two types are named Colour: give the values of the property colour another name.",
      });
    });
  });
});
