import { z } from "zod";
import type { Detail } from "../errors/errorText.js";
import { ResponseShapeError } from "../errors/responseShapeError.js";
import type { Clock } from "../async/clock.js";
import type { Redactor } from "../http/redactor.js";
import { expiry } from "./expiry.js";
import type { Expiring } from "./renewable.js";
import type { AccessKeys } from "./signRequest.js";

const text = z.string().min(1);
const wire = z.object({
  credential: z.object({ access: text, secret: text, securitytoken: text, expires_at: text }),
});

/** Reads temporary keys from an answer of IAM or the metadata service. No error quotes the answer. */
export function temporaryKeys(
  body: unknown,
  where: readonly Detail[],
  headers: Readonly<Record<string, string>>,
  { clock, redactor }: { clock: Clock; redactor: Redactor },
): Expiring<AccessKeys> {
  const parsed = wire.safeParse(body);
  if (!parsed.success) {
    throw new ResponseShapeError(
      where,
      parsed.error.issues[0]?.path.join(".") ?? "",
      "it does not contain temporary keys",
    );
  }
  const { access, secret, securitytoken, expires_at } = parsed.data.credential;
  for (const each of [access, secret, securitytoken]) redactor.add(each);
  return {
    value: { accessKey: access, secretKey: secret, securityToken: securitytoken },
    expiresAt: expiry(expires_at, headers, clock, where),
  };
}
