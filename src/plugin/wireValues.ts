import structProto, { type Struct, type Value } from "google-protobuf/google/protobuf/struct_pb.js";
import { unknown } from "./unknown.js";

/** Marks of Pulumi's wire format, as fixed by its engine (`sdk/go/common/resource`). */
const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT_SIGNATURE = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/**
 * The plain values in a request. Secrets and outputs are unwrapped, nulls left out (as the SDKs do for `undefined`),
 * and values not known yet are `unknown`.
 */
export function fromStruct(struct: Struct | undefined): Record<string, unknown> {
  return struct === undefined ? {} : (unwrap(struct.toJavaScript()) as Record<string, unknown>);
}

function unwrap(value: unknown): unknown {
  if (value === UNKNOWN) return unknown;
  if (Array.isArray(value)) return value.map(unwrap);
  if (typeof value !== "object" || value === null) return value;
  const object = value as Record<string, unknown>;
  const signature = object[SIGNATURE_KEY];
  if (signature === SECRET_SIGNATURE) return unwrap(object.value);
  if (signature === OUTPUT_SIGNATURE) return "value" in object ? unwrap(object.value) : unknown;
  const entries = Object.entries(object).filter(([, inner]) => inner !== null && inner !== undefined);
  return Object.fromEntries(entries.map(([name, inner]) => [name, unwrap(inner)]));
}

/** Marks the fields with these names as secrets, so that the engine encrypts them wherever it keeps them. */
export function markSecrets(struct: Struct, names: readonly string[]): void {
  const fields = struct.getFieldsMap();
  for (const name of names) {
    const value = fields.get(name);
    // What is not plain text has its marks, or no value, already.
    if (value?.hasStringValue() && value.getStringValue() !== UNKNOWN) fields.set(name, secret(value));
  }
}

function secret(value: Value): Value {
  const marked = new structProto.Struct();
  marked.getFieldsMap().set(SIGNATURE_KEY, new structProto.Value().setStringValue(SECRET_SIGNATURE));
  marked.getFieldsMap().set("value", value);
  return new structProto.Value().setStructValue(marked);
}
