import { z } from "zod";
import { ResponseShapeError } from "../errors/responseShapeError.js";
import type { Clock } from "../async/clock.js";
import type { Parse } from "../http/httpClient.js";
import type { Redactor } from "../http/redactor.js";
import { expiry } from "./expiry.js";
import type { Expiring } from "./renewable.js";

const wire = z.object({ token: z.object({ expires_at: z.string() }) });

/** Reads a token of IAM, which comes in the header `X-Subject-Token`. */
export function subjectToken({ clock, redactor }: { clock: Clock; redactor: Redactor }): Parse<Expiring<string>> {
  return (body, where, headers) => {
    const value = headers["x-subject-token"];
    redactor.add(value);
    const parsed = wire.safeParse(body);
    if (!value) throw new ResponseShapeError(where, "X-Subject-Token", "this header is missing");
    if (!parsed.success) throw new ResponseShapeError(where, "token.expires_at", "it is missing");
    return { value, expiresAt: expiry(parsed.data.token.expires_at, headers, clock, where) };
  };
}
