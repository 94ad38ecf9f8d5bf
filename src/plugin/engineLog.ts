import { credentials, Metadata } from "@grpc/grpc-js";
import engineGrpc from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import engineProto from "@pulumi/pulumi/proto/engine_pb.js";
import { printable } from "../errors/printable.js";

/** An engine that does not take a message by then must not hold up the call that it is about. */
const PATIENCE_MS = 1000;

/** Shows messages to the user through the engine: a plugin's own output is seen at debug level only. */
export class EngineLog {
  readonly #redact: (message: string) => string;
  readonly #underWay = new Set<Promise<void>>();
  #client: InstanceType<typeof engineGrpc.EngineClient> | undefined;

  /** @param redact takes secrets out of a message: what a server calls its hosts, say, may hold any text. */
  constructor(redact: (message: string) => string = (message) => message) {
    this.#redact = redact;
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

  /** Resolves once the engine has all messages: it shows none that come after the program's end. */
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
      // A message that does not arrive must not fail the call that it is about.
      client.log(request, new Metadata(), { deadline: Date.now() + PATIENCE_MS }, () => {
        this.#underWay.delete(sent);
        resolve();
      });
    });
    this.#underWay.add(sent);
  }
}
