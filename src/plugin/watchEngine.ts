import { connect } from "node:net";

/** A connection on the loopback interface takes less than a millisecond. */
const EVERY_MS = 1000;

/**
 * Calls `gone` when nothing listens at the engine's address any more: an engine that was killed cannot stop its plugins.
 *
 * The address works on every system, also if a shell or a language host is the parent. The parent's process ID does not: on Windows
 * it stays the same when the parent has ended. The end of stdin does not either: a language host or a debugger may close it early.
 * A plugin that a person starts for a debugger gets no address as its argument, so nothing is watched. Only a refused
 * connection counts, because a busy machine may fail in other ways.
 */
export function watchEngine(address: string, gone: () => void): void {
  const [, host, port] = /^(.+):(\d+)$/.exec(address) ?? [];
  if (host === undefined) return;
  const look = () => {
    const socket = connect({ host, port: Number(port) });
    socket.once("connect", () => socket.destroy());
    socket.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ECONNREFUSED") gone();
    });
    socket.once("close", later);
  };
  const later = () => setTimeout(look, EVERY_MS).unref();
  later();
}
