import { z } from "zod";
import { unknown } from "./unknown.js";

/** What is wrong with an argument or a configuration key. */
export interface PropertyFailure {
  property: string;
  /** For example `must be at least 1`: Pulumi shows the property in brackets after it. */
  reason: string;
  /** The valid names, if the property does not exist. */
  known?: readonly string[];
}

export type PropertyFailures = readonly [PropertyFailure, ...PropertyFailure[]];

export type Validated<T> = { ok: true; values: T } | { ok: false; failures: PropertyFailures };

/** Checks plain values against a schema. */
export function validate<Schema extends z.ZodObject>(
  schema: Schema,
  values: Readonly<Record<string, unknown>>,
  what: "argument" | "configuration key" | "property",
): Validated<z.output<Schema>> {
  const parsed = schema.safeParse(values);
  if (parsed.success) return { ok: true, values: parsed.data };
  const failures = parsed.error.issues.flatMap((issue): PropertyFailure[] => {
    if (issue.code === "unrecognized_keys") {
      const known = propertiesAt(schema, issue.path);
      return issue.keys.map((key) => ({
        property: z.core.toDotPath([...issue.path, key]),
        reason: `there is no ${what} "${key}"; use one of: ${known.join(", ")}`,
        known,
      }));
    }
    return [{ property: z.core.toDotPath(issue.path), reason: issue.message }];
  });
  return { ok: false, failures: failures as unknown as PropertyFailures };
}

/** The valid names of properties at a path inside the values. */
function propertiesAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  if (schema instanceof z.ZodOptional) return propertiesAt(schema.unwrap(), path);
  const [step, ...rest] = path;
  if (schema instanceof z.ZodArray) return propertiesAt(schema.element, rest);
  if (!(schema instanceof z.ZodObject)) return [];
  if (step === undefined) return Object.keys(schema.shape);
  return propertiesAt(schema.shape[String(step)] as z.core.$ZodType, rest);
}

/** Removes values that the engine does not know yet. They are checked when it does. */
export function known(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== unknown));
}
