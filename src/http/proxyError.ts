/** The proxy made no connection to the server. */
export class ProxyError extends Error {
  override readonly name = "ProxyError";
  /** The environment variable that names the proxy. */
  readonly variable: string;
  /** The HTTP status of the proxy's answer; undefined when it cannot be reached. */
  readonly statusCode: number | undefined;

  constructor(variable: string, statusCode: number | undefined, options?: ErrorOptions) {
    super("The proxy made no connection.", options);
    this.variable = variable;
    this.statusCode = statusCode;
  }
}
