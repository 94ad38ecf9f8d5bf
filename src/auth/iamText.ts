import { z } from "zod";

/** A name or an ID in an answer of IAM. UTF-8 cannot encode one with half of a surrogate pair. */
export const iamText = z.string().refine((text) => text.isWellFormed());
