import { createRoutes, routeOf } from "./createRoutes.js";
import { gatewayError } from "./server/errorReplies.js";
import type { Operation } from "./server/operation.js";

const NOT_PLAYED = "The API does not exist or has not been published in the environment";

/** Answers requests to any operation of the emulator. */
export function createResponder(): Operation {
  const routes = createRoutes();
  return (call) => {
    const { method, path, requestId } = call.exchange;
    const operation = routes.get(routeOf(method, path));
    return operation ? operation(call) : gatewayError(404, "APIGW.0101", NOT_PLAYED, requestId);
  };
}
