import { Server, ServerCredentials, status, type ServerUnaryCall, type sendUnaryData } from "@grpc/grpc-js";
import providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import type { z } from "zod";
import { Pieces } from "./pieces.js";
import type { ProviderService } from "./providerService.js";

type Handler = (request: never, signal: AbortSignal) => unknown;

/** Answers may be large, but requests contain only arguments. */
const CHANNEL_OPTIONS = { "grpc.max_send_message_length": -1, "grpc.max_receive_message_length": 16 * 1024 * 1024 };

/** The generated service ResourceProvider, except that Invoke's answers are already encoded, in pieces. */
const definition = {
  ...providerGrpc.ResourceProviderService,
  invoke: {
    ...providerGrpc.ResourceProviderService.invoke,
    responseSerialize: (pieces: readonly Buffer[]) => new Pieces(pieces) as unknown as Buffer,
  },
};

export interface RunningServer {
  port: number;
  /** Accepts no more calls, and waits for the pending ones. */
  close: () => Promise<void>;
}

/** Serves a provider on a free loopback port. */
export async function servePlugin<Context>(
  service: ProviderService<Context, z.ZodObject>,
  describeError: (error: unknown) => string,
): Promise<RunningServer> {
  const server = new Server(CHANNEL_OPTIONS);
  const handlers = service.handlers() as Readonly<Record<string, Handler | undefined>>;
  const methods = Object.keys(definition).map((method) => {
    const handler = handlers[method];
    return [method, handler ? unary(handler, describeError) : unimplemented(method, service.packageName)];
  });
  server.addService(definition, Object.fromEntries(methods) as never);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.tryShutdown(() => {
          resolve();
        });
      }),
  };
}

function unary(handler: Handler, describeError: (error: unknown) => string) {
  return (call: ServerUnaryCall<unknown, unknown>, callback: sendUnaryData<unknown>) => {
    const abort = new AbortController();
    call.on("cancelled", () => {
      abort.abort();
    });
    // A handler may throw or reject. Both end only this call.
    new Promise((resolve) => {
      resolve(handler(call.request as never, abort.signal));
    }).then(
      (response) => {
        callback(null, response);
      },
      (error: unknown) => {
        const code = abort.signal.aborted ? status.CANCELLED : status.UNKNOWN;
        callback({ code, details: describeError(error) });
      },
    );
  };
}

function unimplemented(method: string, packageName: string) {
  return (_call: unknown, callback?: sendUnaryData<unknown>) => {
    const details = `${packageName} has functions only and manages no resources: ${method} is not implemented`;
    callback?.({ code: status.UNIMPLEMENTED, details });
  };
}
