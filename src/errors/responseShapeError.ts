import { HssError, type Retry } from "./hssError.js";

/** An answer came with HTTP 200 but is not what the API documents: nothing can be concluded from it. */
export class ResponseShapeError extends HssError {
  override readonly name = "ResponseShapeError";
  override readonly retry: Retry = "briefly";
  /** Where in the answer, e.g. `data_list[3].host_id`; "" for the answer as a whole. */
  readonly path: string;

  constructor(where: string, path: string, problem: string, options?: ErrorOptions) {
    super(
      `${where} gave an answer of an unexpected shape${path && ` at ${path}`}: ${problem}. ` +
        "Check that the endpoint is Huawei Cloud HSS and that no proxy or login page answers in its place.",
      options,
    );
    this.path = path;
  }
}
