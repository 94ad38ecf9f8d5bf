import { input } from "../schema/input.js";

/** The argument of the functions that return facts about servers. */
export const presenceArgument = {
  presence: input
    .choice(
      {
        image: "those that hold the image.",
        container:
          "those on which a container was made from the image, whatever state it is in (ListLocalImageContainers, which needs its own permission).",
      },
      "Which servers count.",
    )
    .default("image"),
};

/** HSS has no such filter for containers. */
export const withoutHostName = {
  path: ["hostName"],
  error: "must be left out if presence is container: HSS cannot list containers by the name of their server",
};
