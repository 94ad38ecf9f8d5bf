import type { z } from "zod";
import { input } from "../schema/input.js";

/** The filter types of HSS list queries. No filter has a default; each is sent as it is given. */
export const filter = {
  text: (description: string) => input.text(description).optional().describe(description),
  flag: (description: string) => input.flag(description).optional().describe(description),
  /** Bytes or milliseconds. */
  amount: (description: string) => input.amount(description).optional().describe(description),
};

/** Every filter is an optional argument. */
export type FilterShape = Readonly<Record<string, z.ZodOptional<z.ZodString | z.ZodBoolean | z.ZodNumber>>>;
