import { z } from "zod";

/** What the package schema says of an enum, besides its values. */
export interface EnumType {
  /** By default, the name of the property. */
  name?: string;
  description?: string;
  /** What each value means, by the value. */
  meanings?: Readonly<Record<string, string>>;
}

/** The enums that have more than values. */
export const enumTypes = z.registry<EnumType>();
