// Writes the reference pages in docs/ from the definitions.
import { mkdir, rm, writeFile } from "node:fs/promises";
import { FUNCTIONS, pages } from "./docs/pages.js";

await rm(FUNCTIONS, { recursive: true, force: true });
await mkdir(FUNCTIONS, { recursive: true });
for (const [path, text] of await pages()) await writeFile(path, text);
