import { z } from "zod";
import { input } from "../schema/input.js";

export type ImageMatch = "server" | "exact";

/** The argument of every function that asks about images: how it tells them. */
export const imageMatch = (byDefault: ImageMatch) =>
  input
    .choice(
      ["server", "exact"],
      "How the name and version of an image are matched. `server`: as HSS does, which it does not document; if it matches " +
        "parts of a name, `nginx` finds `nginx-exporter`, too. `exact`: only the image with that name and version. For this, HSS is " +
        "also asked which images there are (ListImageLocal, with a permission of its own), and, where others match in part, for each " +
        "exact one by its digest.",
    )
    .default(byDefault);

/** The part of the result that says what `exact` could not do. */
export const unverifiedImages = z
  .array(z.string())
  .describe(
    "Images that `imageMatch` `exact` could not tell from others, each with the reason, for example " +
      "`nginx:1.25.3 (it has no digest)`. What belongs to the others may be in the result, too.",
  );
