import assert from "node:assert/strict";
import { planImage } from "../../src/hss/planImage.js";

const image = (imageName: string, imageVersion: string, imageDigest: string) => ({
  imageName,
  imageVersion,
  imageDigest,
});
const NGINX = image("nginx", "1.25", "sha256:1");

describe("planImage", () => {
  it("asks by the digest alone, whatever other images are called", () => {
    const images = [NGINX, image("nginx", "1.25.3", "sha256:2"), image("nginx", "1.25", "")];
    assert.deepEqual(planImage(NGINX, images, true), { filters: { imageDigest: "sha256:1" }, unverified: undefined });
  });

  it("also asks by name and version if others have the digest, or may have it", () => {
    const filters = { imageName: "nginx", imageVersion: "1.25", imageDigest: "sha256:1" };
    const other = image("redis", "7", "sha256:1");
    assert.deepEqual(planImage(NGINX, [NGINX, other], true), { filters, unverified: undefined });
    assert.deepEqual(planImage(NGINX, [NGINX], false), { filters, unverified: undefined });
  });

  it("says which images it cannot tell from others, and why", () => {
    const team = image("team/nginx", "1.25", "sha256:1");
    const unverified = planImage(NGINX, [NGINX, team], true)?.unverified;
    assert.equal(unverified, "nginx:1.25 (team/nginx:1.25 has the same digest)");
    const bare = image("nginx", "1.25", "");
    assert.deepEqual(planImage(bare, [bare, team], true), {
      filters: { imageName: "nginx", imageVersion: "1.25" },
      unverified: "nginx:1.25 (it has no digest)",
    });
    assert.equal(planImage(bare, [bare, image("redis", "7", "")], true)?.unverified, undefined);
  });

  it("has no list for an image of which HSS knows nothing: without filters, HSS would list all servers", () => {
    assert.equal(planImage(image("", "", ""), [NGINX], true), undefined);
  });
});
