#!/usr/bin/env node
// Starts the bundle beside it. If Node can cache compiled code (22.8 and later), the next start is faster.
const { lstatSync, mkdirSync } = require("node:fs");
const { homedir } = require("node:os");
const { isAbsolute, join } = require("node:path");
const { enableCompileCache, flushCompileCache } = require("node:module");

/** A delay, because the engine waits for the port first. */
const FLUSH_AFTER_MS = 500;

if (enableCompileCache !== undefined) {
  const folder = privateFolder();
  // A cache that NODE_COMPILE_CACHE names stays in use, and NODE_DISABLE_COMPILE_CACHE still works.
  if (folder !== undefined) enableCompileCache(folder);
  // Node writes the cache when the process exits, but the engine may kill the process before.
  setTimeout(() => flushCompileCache?.(), FLUSH_AFTER_MS).unref();
}
require(BUNDLE);

/** The folder for compiled code. The code in it is run, so no other user may own it or write to it. */
function privateFolder() {
  try {
    const folder = join(userCache(), "pulumi-huaweicloud-hss", "compile-cache");
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const stat = lstatSync(folder);
    const isOurs = process.platform === "win32" || (stat.uid === process.getuid() && (stat.mode & 0o022) === 0);
    return stat.isDirectory() && isOurs ? folder : undefined;
  } catch {
    // Without a folder that is writable, every start compiles.
    return undefined;
  }
}

function userCache() {
  const { LOCALAPPDATA, XDG_CACHE_HOME } = process.env;
  const named = process.platform === "win32" ? LOCALAPPDATA : XDG_CACHE_HOME;
  return named && isAbsolute(named) ? named : join(homedir(), ".cache");
}
