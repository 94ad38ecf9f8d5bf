import structProto, { type Struct, type Value } from "google-protobuf/google/protobuf/struct_pb.js";
import { unknown } from "./unknown.js";

/** Signatures of special values in Pulumi's wire format, as the engine defines them (`sdk/go/common/resource`). */
const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT_SIGNATURE = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/**
 * The plain values in a request. Secrets and outputs are unwrapped, nulls left out (as the SDKs do for `undefined`),
 * and values not known yet are `unknown`.
 */
export function fromStruct(struct: Struct | undefined): Record<string, unknown> {
  const entries = [...(struct?.getFieldsMap().entries() ?? [])] as [string, Value][];
  const values = entries.map(([name, value]) => [name, plain(value)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

/** Undefined for null, and for a value without a type, which the wire format allows. */
function plain(value: Value): unknown {
  if (value.hasStringValue()) return value.getStringValue() === UNKNOWN ? unknown : value.getStringValue();
  if (value.hasNumberValue()) return value.getNumberValue();
  if (value.hasBoolValue()) return value.getBoolValue();
  if (value.hasListValue())
    return value
      .getListValue()
      ?.getValuesList()
      .map((item) => plain(item) ?? null);
  const struct = value.getStructValue();
  if (struct === undefined) return undefined;
  const fields = struct.getFieldsMap();
  const signature = fields.get(SIGNATURE_KEY)?.getStringValue();
  if (signature !== SECRET_SIGNATURE && signature !== OUTPUT_SIGNATURE) return fromStruct(struct);
  const inner = fields.get("value");
  if (inner === undefined) return signature === OUTPUT_SIGNATURE ? unknown : undefined;
  return plain(inner);
}

/** Marks the fields with these names as secrets, so that the engine encrypts them wherever it keeps them. */
export function markSecrets(struct: Struct, names: readonly string[]): void {
  const fields = struct.getFieldsMap();
  for (const name of names) {
    const value = fields.get(name);
    // A value that is not plain text is already marked, or is empty.
    if (value?.hasStringValue() && value.getStringValue() !== UNKNOWN) fields.set(name, secret(value));
  }
}

function secret(value: Value): Value {
  const marked = new structProto.Struct();
  marked.getFieldsMap().set(SIGNATURE_KEY, new structProto.Value().setStringValue(SECRET_SIGNATURE));
  marked.getFieldsMap().set("value", value);
  return new structProto.Value().setStructValue(marked);
}
