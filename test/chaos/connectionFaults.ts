import type { Exchange } from "../../src/emulator/server/exchange.js";
import { onAnswer, type Answer } from "./answer.js";
import type { FaultKind, Strike } from "./fault.js";

const LONG_HEADER = "x".repeat(100_000);

const NETWORK = ["NetworkError"];

/** Writes past the HTTP server, which would keep to the rules. */
function raw(exchange: Exchange, text: string, then: "reset" | "close" | "hang"): void {
  const { socket } = exchange.request;
  if (then === "hang") socket.write(text, "latin1");
  else if (then === "close") socket.end(text, "latin1");
  else if (text === "") socket.resetAndDestroy();
  // What is still unsent at a reset is lost, and the client must have seen it.
  else socket.write(text, "latin1", () => socket.resetAndDestroy());
}

/** Cuts the answer after a part of its body: the head alone for 0. */
function cut(part: () => number, then: "reset" | "close" | "hang"): Strike {
  return (exchange) => {
    onAnswer(exchange, (answer) => {
      raw(exchange, head(answer) + answer.body.toString("latin1").slice(0, answer.body.length * part()), then);
    });
    return false;
  };
}

function head({ status, body }: Answer, length = body.length): string {
  return `HTTP/1.1 ${status} Emulated\r\ncontent-length: ${length}\r\n\r\n`;
}

function saying(text: string, then: "reset" | "close" | "hang" = "close"): Strike {
  return (exchange) => {
    raw(exchange, text, then);
    return true;
  };
}

const half = () => 0.5;

export const connectionFaults: readonly FaultKind[] = [
  { name: "reset before headers", nature: "patient", errors: NETWORK, strike: saying("", "reset") },
  { name: "closed before headers", nature: "patient", errors: NETWORK, strike: saying("") },
  { name: "reset after headers", nature: "patient", errors: NETWORK, strike: cut(() => 0, "reset") },
  { name: "reset in mid-body", nature: "patient", errors: NETWORK, strike: cut(half, "reset") },
  { name: "truncated body", nature: "patient", errors: NETWORK, strike: cut(half, "close") },
  { name: "body that stops", nature: "patient", errors: NETWORK, hangs: true, weight: 0.3, strike: cut(half, "hang") },
  { name: "no answer at all", nature: "patient", errors: NETWORK, hangs: true, weight: 0.3, strike: () => true },
  { name: "not HTTP", nature: "patient", errors: NETWORK, strike: saying("SSH-2.0-OpenSSH_9.6\r\n") },
  {
    name: "broken chunks",
    nature: "patient",
    errors: NETWORK,
    strike: saying("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nZZ\r\n{}\r\n"),
  },
  {
    name: "endless header",
    nature: "patient",
    errors: NETWORK,
    strike: saying(`HTTP/1.1 200 OK\r\nx-long: ${LONG_HEADER}\r\n\r\n`),
  },
  {
    name: "switching protocols",
    nature: "patient",
    errors: NETWORK,
    strike: saying("HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: foo\r\n\r\n"),
  },
  {
    name: "content-length too short",
    nature: "brief",
    errors: ["ResponseShapeError", "NetworkError"],
    // The rest of the body stands where the next answer on this connection should begin.
    cost: 2,
    strike: (exchange) => {
      onAnswer(exchange, (answer, send) => {
        const length = Math.floor(answer.body.length * 0.7);
        if (length === 0) {
          send(answer);
          return;
        }
        raw(exchange, head(answer, length) + answer.body.toString("latin1"), "hang");
      });
      return false;
    },
  },
  {
    name: "content-length too long",
    nature: "patient",
    errors: NETWORK,
    hangs: true,
    weight: 0.3,
    strike: (exchange) => {
      onAnswer(exchange, (answer) => {
        raw(exchange, head(answer, answer.body.length + 100) + answer.body.toString("latin1"), "hang");
      });
      return false;
    },
  },
];
