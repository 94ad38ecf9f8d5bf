import { connect } from "node:net";

/** How often to look; a connection on the loopback costs less than a millisecond. */
const EVERY_MS = 1000;

/**
 * Calls `gone` once nothing listens at the engine's address any more: an engine that was killed cannot stop its plugins.
 *
 * The address tells it on every system, also when the parent is a shell or a language host. The parent does not: Windows names
 * one that has ended, too. Nor does the end of stdin, which a debugger or a language host may close. A plugin that a debugger started gets no address
 * as its argument, and one that stands at a breakpoint looks later, when the engine is still there. Only a refused connection
 * counts: a busy machine may fail in other ways.
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
