import type { ServiceError } from "@grpc/grpc-js";

/** Calls a method of a generated gRPC client. */
export function unaryCall<Method extends string, Response>(
  client: Readonly<Record<Method, unknown>>,
  method: Method,
  request: unknown,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const send = (client[method] as (...args: unknown[]) => void).bind(client);
    send(request, (error: ServiceError | null, response: Response) => {
      if (error) reject(error);
      else resolve(response);
    });
  });
}
