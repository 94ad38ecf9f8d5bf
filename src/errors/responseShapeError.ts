import type { Detail } from "./errorText.js";
import { HssError, type Retry } from "./hssError.js";

const ADVICE =
  "Check that endpoint (iamEndpoint for IAM) is an address of Huawei Cloud, and that no proxy or login page answers in its place.";

export interface ResponseShapeErrorOptions extends ErrorOptions {
  /** The server's own words, from `Redactor.quote`. */
  said?: string;
  advice?: string;
}

/** The service answered with HTTP 200, but not what its API documents, so the answer cannot be used. */
export class ResponseShapeError extends HssError {
  override readonly name = "ResponseShapeError";
  override readonly retry: Retry = "briefly";
  /** The place in the answer, for example `data_list[3].host_id`; "" for the whole answer. */
  readonly path: string;

  /**
   * @param where the request or the list, as details of the message
   * @param problem what is wrong at `path`, for example `it is not a JSON object`
   */
  constructor(where: readonly Detail[], path: string, problem: string, options: ResponseShapeErrorOptions = {}) {
    const { said = "", advice = ADVICE, ...errorOptions } = options;
    super(
      {
        summary: "The server's answer does not match the API documentation.",
        advice,
        details: [...where, ["place", path], ["problem", problem], ["server said", said && `"${said}"`]],
      },
      errorOptions,
    );
    this.path = path;
  }
}
