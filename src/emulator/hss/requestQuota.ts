import type { Quota } from "../emulatorSettings.js";
import type { Call } from "../server/operation.js";
import { gatewayError } from "../server/errorReplies.js";
import type { Reply } from "../server/reply.js";

/** Counts requests in fixed windows, and refuses those above the quota in the gateway's words. */
export class RequestQuota {
  #quota: Quota | undefined;
  #windowStart = -Infinity;
  #used = 0;

  refusal({ exchange, settings: { quota, now } }: Call): Reply | undefined {
    if (quota === undefined) return undefined;
    const nowMs = now();
    if (quota !== this.#quota || nowMs >= this.#windowStart + quota.windowMs) {
      this.#quota = quota;
      this.#windowStart = nowMs;
      this.#used = 0;
    }
    if (++this.#used <= quota.limit) return undefined;
    const time =
      quota.windowMs % 60_000 === 0 ? `${quota.windowMs / 60_000} minute` : `${quota.windowMs / 1000} second`;
    const message = `The throttling threshold has been reached: policy user over ratelimit,limit:${quota.limit},time:${time}`;
    return gatewayError(429, "APIGW.0308", message, exchange.requestId);
  }
}
