import { filter } from "./filter.js";

/** The filters that select an image in the lists of servers and of containers. */
export const imageFilters = {
  imageName: filter.text("Image name (`image_name`), for example `nginx`. `imageMatch` says how it is matched."),
  imageVersion: filter.text(
    "Image version (tag, `image_version`), for example `1.25.3`. `imageMatch` says how it is matched.",
  ),
  imageDigest: filter.text(
    "Image digest, in full (`image_digest`), for example `sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef`.",
  ),
};
