import { credentials } from "@grpc/grpc-js";
import engineGrpc from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import engineProto from "@pulumi/pulumi/proto/engine_pb.js";
import { fitToShow } from "../fitToShow.js";

/** Shows messages to the user through the engine: a plugin's own output is seen at debug level only. */
export class EngineLog {
  readonly #strike: (message: string) => string;
  #client: InstanceType<typeof engineGrpc.EngineClient> | undefined;

  /** @param strike takes secrets out of a message: what a server calls its hosts, say, may hold any text. */
  constructor(strike: (message: string) => string = (message) => message) {
    this.#strike = strike;
  }

  /** Connects to the engine's address; there is none when a person runs the plugin by hand. */
  attach(address: string): void {
    this.#client?.close();
    this.#client = new engineGrpc.EngineClient(address, credentials.createInsecure());
  }

  status(message: string): void {
    this.#send(engineProto.LogSeverity.INFO, message, true);
  }

  info(message: string): void {
    this.#send(engineProto.LogSeverity.INFO, message, false);
  }

  warn(message: string): void {
    this.#send(engineProto.LogSeverity.WARNING, message, false);
  }

  close(): void {
    this.#client?.close();
    this.#client = undefined;
  }

  #send(
    severity: Parameters<InstanceType<typeof engineProto.LogRequest>["setSeverity"]>[0],
    message: string,
    ephemeral: boolean,
  ) {
    const request = new engineProto.LogRequest();
    request.setSeverity(severity);
    request.setMessage(fitToShow(this.#strike(message)));
    request.setEphemeral(ephemeral);
    // A message that does not arrive must not fail the call that it is about.
    this.#client?.log(request, () => undefined);
  }
}
