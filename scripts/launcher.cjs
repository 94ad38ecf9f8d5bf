#!/usr/bin/env node
// Starts the bundle beside it from V8's compiled code, which is kept there too: compiling is most of a start's time.
const { readFileSync, renameSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { Script } = require("node:vm");

const file = join(__dirname, BUNDLE);
// V8 refuses what another version of it compiled, but does not look whether the source is the same.
const cache = join(__dirname, `${DIGEST}-${process.version}-${process.arch}.v8cache`);

const cachedData = read(cache);
const script = new Script(readFileSync(file, "utf8"), { filename: file, cachedData });
if (cachedData === undefined || script.cachedDataRejected) setTimeout(save, SAVE_AFTER_MS).unref();
script.runInThisContext()(exports, require, module, file, __dirname);

function save() {
  try {
    // Others may be starting: each sees a whole file or none.
    const unfinished = `${cache}.${process.pid}`;
    writeFileSync(unfinished, script.createCachedData());
    renameSync(unfinished, cache);
  } catch {
    // The folder is read-only: every start compiles.
  }
}

function read(path) {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
