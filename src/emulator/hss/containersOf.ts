import { createHash } from "node:crypto";
import type { Host, HostContainer, Image } from "./host.js";

/** A container with its server. */
export interface Container extends HostContainer {
  readonly host: Host;
}

const MOST_OF_ONE_IMAGE = 2;

/** The containers of a server: recorded ones, or made-up ones that are the same at each call (none, one or two of each image). */
export function containersOf(host: Host): Container[] {
  if (host.containers !== undefined) return host.containers.map((container) => ({ host, ...container }));
  return host.images.flatMap((image) => {
    const seed = sha256(`${host.row.host_id} ${image.digest}`);
    const count = Number.parseInt(seed.slice(0, 8), 16) % (MOST_OF_ONE_IMAGE + 1);
    return Array.from({ length: count }, (_, index) => containerOf(host, image, sha256(`${seed} ${index}`)));
  });
}

function containerOf(host: Host, image: Image, id: string): Container {
  // A dangling image has no name of its own.
  const base = /^-*$/.test(image.name) ? "container" : image.name.split("/").at(-1);
  const name = `${base ?? ""}-${id.slice(0, 6)}`;
  const container = { host, image, id, name, entryPoint: `/usr/bin/${image.name}` };
  if (host.row.docker_type !== "containerd") return container;
  const pod = { id: id.slice(24).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/, "$1-$2-$3-$4-$5"), name: `${name}-pod` };
  return { ...container, pod };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
