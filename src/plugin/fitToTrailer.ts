/**
 * The most bytes of a message in the HTTP/2 trailer in which gRPC sends it. Clients in Python and Java refuse more than 8 KiB of
 * trailers, and Node's server never ends a call that has more than 64 KiB; the engine adds words of its own.
 */
const MOST_BYTES = 6000;
const CUT = "… (the rest is cut)";

/** Shortens an error's message to what every client takes. Its last line, the link to the docs, stays. */
export function fitToTrailer(message: string): string {
  if (sentBytes(message) <= MOST_BYTES) return message;
  const [link = ""] = /\n[^\n]{1,300}$/.exec(message) ?? [];
  const end = `${CUT}${link}`;
  let room = MOST_BYTES - sentBytes(end);
  let kept = "";
  for (const character of message) {
    room -= sentBytes(character);
    if (room < 0) break;
    kept += character;
  }
  return kept + end;
}

/** Many characters are sent as `%` and two digits for each byte. */
function sentBytes(text: string): number {
  return encodeURI(text).length;
}
