import assert from "node:assert/strict";
import fc from "fast-check";
import { status, type ServiceError } from "@grpc/grpc-js";
import structProto from "google-protobuf/google/protobuf/struct_pb.js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import schema from "../../schema.json" with { type: "json" };
import { emulated, SECRETS } from "../support/emulated.js";
import { endsWithin } from "../support/endsWithin.js";
import { EngineDouble } from "../support/engineDouble.js";
import { ProviderProcess, resultOf } from "../support/providerProcess.js";

const OWN_ERROR = /^\S[^]*\nSee https:\/\/github\.com\/\S+\/docs\/errors\.md#\w+$/;
const OWN_STATUS = new Set([
  status.INVALID_ARGUMENT,
  status.FAILED_PRECONDITION,
  status.UNAUTHENTICATED,
  status.PERMISSION_DENIED,
  status.UNAVAILABLE,
  status.RESOURCE_EXHAUSTED,
  status.ABORTED,
]);
/** From the end of the engine to the end of the provider. */
const GONE_MS = 5000;
/** Functions that always refuse noise, because they need certain arguments. */
const NEED_ARGUMENTS = new Set(
  ["getLocalImageCompliance", "getVulnerableImageHosts"].map((name) => `huaweicloud-hss:index:${name}`),
);

const PROCESSES = 4;
const CASES = 10_000;
const IN_FLIGHT = 50;
const SEED = 20_261_124;

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SIGNATURES = [
  "1b47061264138c4ac30d75fd1eb44270",
  "d0e6a833031e9bbcd3f4e8bde6ca49a4",
  "c44067f5952c0a294b673a41bacd8c17",
  "no signature of Pulumi's",
];
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const CONFIGURATION = [
  "region",
  "projectId",
  "token",
  "accessKey",
  "endpoint",
  "pageSize",
  "maxRetries",
  "scanTimeout",
];
const FUNCTIONS = new Map(Object.entries(schema.functions).map(([token, spec]) => [token, spec as FunctionSpec]));
const ARGUMENTS = [...new Set([...FUNCTIONS.values()].flatMap(({ inputs }) => Object.keys(inputs.properties)))];
const RULE = Object.keys(schema.types["huaweicloud-hss:index:ComplianceRule"].properties);
const ODD_KEYS = ["__proto__", "constructor", "toString", "", SIGNATURE, "__internal", "version", "a.b[0]", "\u0000"];

const key = fc.oneof(
  fc.constantFrom(...CONFIGURATION, ...ARGUMENTS, ...RULE),
  fc.constantFrom(...ODD_KEYS),
  fc.string({ unit: "binary", maxLength: 8 }),
);
const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    UNKNOWN,
    "",
    "7",
    "1e999",
    "NaN",
    "null",
    "true",
    '{"a":1}',
    "5m",
    "99999999999h",
    "https://[",
    "cn-north-4",
  ),
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 300_000 }).map((length) => "x".repeat(length)) },
);
const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(NaN, Infinity, -Infinity, -0, 2 ** 53, 1e308));

const { struct: anyStruct } = fc.letrec<{ value: structProto.Value; struct: structProto.Struct }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    text.map((value) => new structProto.Value().setStringValue(value)),
    number.map((value) => new structProto.Value().setNumberValue(value)),
    fc.boolean().map((value) => new structProto.Value().setBoolValue(value)),
    fc.constant(0).map(() => new structProto.Value().setNullValue(structProto.NullValue.NULL_VALUE)),
    // A value of no kind at all, which the wire format allows.
    fc.constant(0).map(() => new structProto.Value()),
    tie("struct").map((value) => new structProto.Value().setStructValue(value)),
    fc
      .array(tie("value"), { maxLength: 4 })
      .map((list) => new structProto.Value().setListValue(new structProto.ListValue().setValuesList(list))),
    fc.tuple(fc.constantFrom(...SIGNATURES), fc.option(tie("value"))).map(([signature, inner]) => {
      const marked = new structProto.Struct();
      marked.getFieldsMap().set(SIGNATURE, new structProto.Value().setStringValue(signature));
      if (inner) marked.getFieldsMap().set("value", inner);
      return new structProto.Value().setStructValue(marked);
    }),
  ),
  struct: fc.array(fc.tuple(key, tie("value")), { maxLength: 5 }).map((fields) => {
    const result = new structProto.Struct();
    for (const [name, value] of fields) result.getFieldsMap().set(name, value);
    return result;
  }),
}));

interface FunctionSpec {
  inputs: { properties: object };
  outputs: { required: string[] };
}

type Case = [method: "checkConfig" | "diffConfig" | "configure" | "invoke", request: object];

const maybeStruct = fc.option(anyStruct, { nil: undefined, freq: 20 });
const token = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...FUNCTIONS.keys()) },
  { weight: 1, arbitrary: fc.constantFrom("", "__proto__", "huaweicloud-hss:index:constructor", "::") },
  { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
);
const anyCase: fc.Arbitrary<Case> = fc.oneof(
  maybeStruct.map((news): Case => ["checkConfig", new provider.CheckRequest().setNews(news)]),
  fc
    .tuple(maybeStruct, maybeStruct, maybeStruct)
    .map(([inputs, olds, news]): Case => [
      "diffConfig",
      new provider.DiffRequest().setOldInputs(inputs).setOlds(olds).setNews(news),
    ]),
  maybeStruct.map((args): Case => ["configure", new provider.ConfigureRequest().setArgs(args)]),
  fc
    .tuple(token, maybeStruct)
    .map(([tok, args]): Case => ["invoke", new provider.InvokeRequest().setTok(tok).setArgs(args)]),
);

describe("the executable with random calls", function () {
  this.timeout(300_000);
  let emulator: Emulator;

  before(async () => {
    emulator = await startEmulator({ hosts: 450 });
  });
  after(async () => {
    await emulator.close();
  });

  for (let index = 0; index < PROCESSES; index++) {
    it(`answers each of ${CASES / PROCESSES} calls, keeps running, and ends with its engine (process ${index + 1})`, async () => {
      // A configuration made of noise may send it anywhere: nothing but the emulator is within reach, and all of it answers.
      const env = {
        HTTPS_PROXY: emulator.url,
        HW_AUTH_TOKEN: "emulated-token",
        HW_HSS_ENDPOINT: emulator.url,
        HW_AUTH_URL: emulator.url,
      };
      const engine = await EngineDouble.start();
      const plugin = await ProviderProcess.start(env, [engine.address]);
      try {
        // The first configuration that it takes is the only one: in half of the processes, that is one of the cases.
        const isConfigured = index % 2 === 0;
        if (isConfigured) await plugin.configure(emulated(emulator));
        const messages = new Set<string>();
        const ends = new Set<string>();
        await fc.assert(
          fc.asyncProperty(fc.array(anyCase, { minLength: IN_FLIGHT, maxLength: IN_FLIGHT }), async (cases) => {
            await Promise.all(
              cases.map(async (each) => {
                const error = await errorOf(plugin, each);
                ends.add(`${nameOf(each)} ${status[error?.code ?? status.OK]}`);
                if (error !== undefined) messages.add(error.details);
              }),
            );
            assert.equal(plugin.child.exitCode, null, plugin.output);
          }),
          { numRuns: CASES / PROCESSES / IN_FLIGHT, seed: SEED + index, endOnFailure: true },
        );
        for (const called of FUNCTIONS.keys()) {
          assert.ok(ends.has(`${called} INVALID_ARGUMENT`), `no call of ${called} was refused`);
          if (isConfigured && !NEED_ARGUMENTS.has(called))
            assert.ok(ends.has(`${called} OK`), `no call of ${called} succeeded`);
        }

        if (isConfigured) assert.equal((await plugin.invoke("getLocalImageHosts")).result.totalNum, 450);
        const said = [...messages, plugin.output].join("\n");
        for (const secret of SECRETS) assert.ok(!said.includes(secret), `${secret} is shown`);
        assert.match(plugin.output, /^\d+\n$/);
        engine.stop();
        assert.equal(await endsWithin(plugin.child, GONE_MS), 0);
      } finally {
        engine.stop();
        await plugin.stop();
      }
    });
  }
});

/** The error that the call ended in, when it is one that may be; undefined for an answer that is whole. */
async function errorOf(plugin: ProviderProcess, each: Case): Promise<ServiceError | undefined> {
  const [method, request] = each;
  let response: unknown;
  try {
    response = await plugin.call(method, request);
  } catch (thrown) {
    const error = thrown as ServiceError;
    const about = `${nameOf(each)}: ${status[error.code]} ${error.details.slice(0, 300)}`;
    // Only our own errors have a section in the docs: anything else was never thought of.
    assert.match(error.details, OWN_ERROR, about);
    assert.ok(OWN_STATUS.has(error.code), about);
    return error;
  }
  if (response instanceof provider.InvokeResponse) {
    const result = resultOf(response);
    const missing = FUNCTIONS.get(nameOf(each))?.outputs.required.filter((name) => !(name in result));
    assert.deepEqual(missing, [], `${nameOf(each)}: the status is OK, but the answer is not whole`);
  }
  return undefined;
}

/** The token of a function, else the method. */
function nameOf([method, request]: Case): string {
  return request instanceof provider.InvokeRequest ? request.getTok() : method;
}
