import type { z } from "zod";
import { input } from "../schema/input.js";

/** The kinds of filter that a list query of HSS has. None has a default: each is sent as it is given. */
export const filter = {
  text: (description: string) => input.text(description).optional().describe(description),
  flag: (description: string) => input.flag(description).optional().describe(description),
  /** Bytes or milliseconds. */
  amount: (description: string) => input.amount(description).optional().describe(description),
};

/** Every filter is an argument that may be left out. */
export type FilterShape = Readonly<Record<string, z.ZodOptional<z.ZodString | z.ZodBoolean | z.ZodNumber>>>;
