import { Server, ServerCredentials, type sendUnaryData, type ServerUnaryCall } from "@grpc/grpc-js";
import emptyProto from "google-protobuf/google/protobuf/empty_pb.js";
import engineGrpc from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import type engineProto from "@pulumi/pulumi/proto/engine_pb.js";

export interface LoggedMessage {
  message: string;
  severity: number;
  /** Messages that are shown only during the call. */
  ephemeral: boolean;
}

/** The part of the engine that receives a plugin's messages. */
export class EngineDouble {
  readonly logged: LoggedMessage[] = [];
  readonly #server = new Server();
  address = "";

  static async start(): Promise<EngineDouble> {
    const double = new EngineDouble();
    const log = ({ request }: ServerUnaryCall<engineProto.LogRequest, unknown>, callback: sendUnaryData<unknown>) => {
      double.logged.push({
        message: request.getMessage(),
        severity: request.getSeverity(),
        ephemeral: request.getEphemeral(),
      });
      callback(null, new emptyProto.Empty());
    };
    double.#server.addService({ log: engineGrpc.EngineService.log }, { log });
    const port = await new Promise<number>((resolve, reject) => {
      double.#server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
        if (error) reject(error);
        else resolve(bound);
      });
    });
    double.address = `127.0.0.1:${port}`;
    return double;
  }

  get messages(): string[] {
    return this.logged.map(({ message }) => message);
  }

  stop(): void {
    this.#server.forceShutdown();
  }
}
