import { filter } from "./filter.js";

/** The filters by which the lists of hosts and of containers tell one image. */
export const imageFilters = {
  imageName: filter.text("Image name (`image_name`), for example `nginx`. `imageMatch` says how it is matched."),
  imageVersion: filter.text(
    "Image version, the tag (`image_version`), for example `1.25.3`. `imageMatch` says how it is matched.",
  ),
  imageDigest: filter.text(
    "Image digest, the whole of it (`image_digest`), for example `sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef`.",
  ),
};
