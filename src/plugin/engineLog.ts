import { credentials, Metadata } from "@grpc/grpc-js";
import engineGrpc from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import engineProto from "@pulumi/pulumi/proto/engine_pb.js";
import { printable } from "../errors/printable.js";

/** A message that the engine does not accept in this time must not delay the call. */
const PATIENCE_MS = 1000;

/** Shows messages to the user through the engine, which shows a plugin's own output only at debug level. */
export class EngineLog {
  readonly #redact: (message: string) => string;
  readonly #underWay = new Set<Promise<void>>();
  #client: InstanceType<typeof engineGrpc.EngineClient> | undefined;

  /** @param redact removes secrets from a message, because the name of a server, for example, may contain any text */
  constructor(redact: (message: string) => string = (message) => message) {
    this.#redact = redact;
  }

  /** Connects to the engine's address. There is none if a person runs the plugin by hand. */
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

  /** Resolves when the engine has all messages: it shows no messages after the end of the program. */
  async delivered(): Promise<void> {
    await Promise.all(this.#underWay);
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
    request.setMessage(printable(this.#redact(message)));
    request.setEphemeral(ephemeral);
    const client = this.#client;
    if (client === undefined) return;
    const sent = new Promise<void>((resolve) => {
      // A message that does not arrive must not fail the call.
      client.log(request, new Metadata(), { deadline: Date.now() + PATIENCE_MS }, () => {
        this.#underWay.delete(sent);
        resolve();
      });
    });
    this.#underWay.add(sent);
  }
}
