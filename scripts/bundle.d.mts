import type { BuildOptions, BuildResult } from "esbuild";

export function bundle(
  options: { entry: string; outfile: string } & BuildOptions,
): Promise<BuildResult<{ metafile: true }>>;
