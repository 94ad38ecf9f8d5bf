import { z } from "zod";
import { input } from "../schema/input.js";

export type ImageMatch = "server" | "exact";

/** The argument of every function that takes an image. */
export const imageMatch = (byDefault: ImageMatch) =>
  input
    .choice(
      {
        server: "as HSS matches them. HSS does not document that: `nginx` may also find `nginx-exporter`.",
        exact:
          "only the image with this name and version. The provider then also lists the images (ListImageLocal, which needs its own " +
          "permission). If others have a similar name or version, it asks for the exact ones by their digests.",
      } satisfies Record<ImageMatch, string>,
      "How the name and version of an image are matched.",
    )
    .default(byDefault);

/** The part of the result that says what `exact` could not do. */
export const unverifiedImages = z
  .array(z.string())
  .describe(
    "Images that `imageMatch` `exact` could not distinguish from others, each with the reason, for example " +
      "`nginx:1.25.3 (it has no digest)`. The result may also include the others.",
  );
