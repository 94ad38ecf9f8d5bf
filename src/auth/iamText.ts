import { z } from "zod";

/** A name or an ID in an answer of IAM. One with half of a surrogate pair can neither be sent nor returned as it is. */
export const iamText = z.string().refine((text) => text.isWellFormed());
