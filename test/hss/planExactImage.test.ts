import assert from "node:assert/strict";
import fc from "fast-check";
import { planExactImage, type ImageFilterValues, type ImageKey } from "../../src/hss/planExactImage.js";

const image = (imageName: string, imageVersion: string, imageDigest: string): ImageKey => ({
  imageName,
  imageVersion,
  imageDigest,
});
const NGINX = image("nginx", "1.25", "sha256:1");

describe("planExactImage", () => {
  it("leaves a list alone that only the exact images fit", () => {
    const images = [NGINX, image("nginx", "1.27", "sha256:2"), image("redis", "7", "sha256:3")];
    assert.equal(planExactImage({ imageName: "nginx" }, images), undefined);
    assert.equal(planExactImage({ imageName: "nginx", imageVersion: "1.27" }, images), undefined);
    assert.equal(planExactImage({ imageVersion: "7" }, [image("redis", "7", "sha256:3")]), undefined);
  });

  it("asks for each exact image by its digest, once, where the name or the version of another contains that", () => {
    const images = [
      NGINX,
      image("nginx", "1.25.3", "sha256:2"),
      image("nginx", "latest", "sha256:2"),
      image("team/nginx", "1.25", "sha256:3"),
    ];
    assert.deepEqual(planExactImage({ imageName: "nginx", hostName: "web" }, images), {
      lists: [
        { imageName: "nginx", hostName: "web", imageDigest: "sha256:1" },
        { imageName: "nginx", hostName: "web", imageDigest: "sha256:2" },
      ],
      unverified: [],
    });
    assert.deepEqual(planExactImage({ imageName: "nginx", imageVersion: "1.25" }, images.slice(0, 2)), {
      lists: [{ imageName: "nginx", imageVersion: "1.25", imageDigest: "sha256:1" }],
      unverified: [],
    });
  });

  it("asks for nothing where there are only other images", () => {
    const images = [image("nginx-exporter", "1", "sha256:4")];
    assert.deepEqual(planExactImage({ imageName: "nginx" }, images), { lists: [], unverified: [] });
  });

  it("says which images it cannot tell from others, and why", () => {
    const images = [
      NGINX,
      image("team/nginx", "1.25", "sha256:1"),
      image("nginx", "1.26", ""),
      image("nginx-exporter", "1.26.1", "sha256:5"),
      image("nginx", "", ""),
    ];
    assert.deepEqual(planExactImage({ imageName: "nginx" }, images), {
      lists: [
        { imageName: "nginx", imageDigest: "sha256:1" },
        { imageName: "nginx", imageVersion: "1.26" },
        { imageName: "nginx" },
      ],
      unverified: [
        "nginx:1.25 (team/nginx:1.25 has the same digest)",
        "nginx:1.26 (it has no digest)",
        "nginx (it has no digest)",
      ],
    });
  });

  it("finds what only the exact images have, whether lists match in part or exactly, unless it says otherwise", () => {
    const names = fc.constantFrom("a", "b", "ab", "ba", "aa");
    const digests = fc.constantFrom("", "sha256:1", "sha256:2", "sha256:3", "sha256:4", "sha256:5");
    const anyImage = fc.record({
      imageName: names,
      imageVersion: fc.constantFrom("", "1", "11"),
      imageDigest: digests,
    });
    const anyFilters = fc
      .record({ imageName: fc.option(names, { nil: undefined }), imageVersion: fc.constantFrom(undefined, "1", "11") })
      .filter(({ imageName, imageVersion }) => (imageName ?? imageVersion) !== undefined);
    let certain = 0;
    fc.assert(
      fc.property(fc.array(fc.array(anyImage, { maxLength: 3 }), { maxLength: 6 }), anyFilters, (hosts, filters) => {
        const list = (by: ImageFilterValues, how: "part" | "exact") =>
          hosts.flatMap((images, host) => (images.some((each) => matches(each, by, how)) ? [host] : []));
        const images = hosts.flat().filter(({ imageName }) => imageName.includes(filters.imageName ?? ""));
        const plan = planExactImage(filters, images);
        if (plan !== undefined && plan.unverified.length > 0) return;
        certain += 1;
        for (const how of ["part", "exact"] as const) {
          const found = (plan?.lists ?? [filters]).flatMap((each) => list(each, how));
          assert.deepEqual([...new Set(found)].sort(), list(filters, "exact"), how);
        }
      }),
      { numRuns: 20_000 },
    );
    assert.ok(certain > 5_000);
  });
});

function matches({ imageName, imageVersion, imageDigest }: ImageKey, by: ImageFilterValues, how: "part" | "exact") {
  const fits = (text: string, wanted = text) => (how === "part" ? text.includes(wanted) : text === wanted);
  return (
    fits(imageName, by.imageName) &&
    fits(imageVersion, by.imageVersion) &&
    (by.imageDigest === undefined || imageDigest === by.imageDigest)
  );
}
