import { z } from "zod";
import { ResponseShapeError } from "../errors/responseShapeError.js";
import type { HttpClient } from "../http/httpClient.js";
import type { Caller } from "./callers.js";
import { iamText } from "./iamText.js";

const domainList = z.object({ domains: z.array(z.object({ id: iamText, name: iamText })).min(1) });

export interface Domain {
  id: string;
  name: string;
}

/** The account that a caller belongs to, from IAM (`GET /v3/auth/domains`). */
export function domainOf({ iam, authorizer }: Caller, http: HttpClient, signal: AbortSignal): Promise<Domain> {
  return http.send(
    {
      method: "GET",
      origin: iam.origin,
      path: `${iam.basePath}/v3/auth/domains`,
      query: [],
      headers: {},
      purpose: "to find the account of the credentials",
    },
    authorizer,
    (body, where) => {
      const parsed = domainList.safeParse(body);
      if (!parsed.success) throw new ResponseShapeError(where, "domains", "it is not a list of accounts");
      return parsed.data.domains[0] as Domain;
    },
    signal,
  );
}
