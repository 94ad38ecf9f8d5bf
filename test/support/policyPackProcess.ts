import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { credentials } from "@grpc/grpc-js";
import emptyProto from "google-protobuf/google/protobuf/empty_pb.js";
import analyzerGrpc from "@pulumi/pulumi/proto/analyzer_grpc_pb.js";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import { struct } from "./providerProcess.js";
import { unaryCall } from "./unaryCall.js";

/** The program that Pulumi's language host for Node starts. */
const RUNNER = createRequire(import.meta.url).resolve("@pulumi/pulumi/cmd/run-policy-pack/index.js");
/** An engine is only needed for messages, which these tests do not check. */
const NO_ENGINE = "127.0.0.1:1";

type Values = Record<string, unknown>;
type Method = "configure" | "analyzeStack" | "getAnalyzerInfo";

export interface StackResource {
  type: string;
  urn: string;
  properties: Values;
}

/** A policy pack in a separate process. The test talks to it like the engine. */
export class PolicyPackProcess {
  readonly #child: ChildProcess;
  readonly #client: InstanceType<typeof analyzerGrpc.AnalyzerClient>;

  private constructor(child: ChildProcess, port: string) {
    this.#child = child;
    this.#client = new analyzerGrpc.AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure());
  }

  /** @throws with all that it printed, when it ends before it serves */
  static async start(folder: string, env: Record<string, string>): Promise<PolicyPackProcess> {
    const child = spawn(process.execPath, [RUNNER, NO_ENGINE, "."], {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: "/nonexistent", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let printed = "";
    child.stderr.on("data", (chunk: Buffer) => (printed += chunk.toString()));
    const port = await Promise.race([
      once(createInterface(child.stdout), "line").then(([line]) => String(line)),
      once(child, "close").then(([code]) => {
        throw new Error(`The policy pack ended with code ${String(code)}:\n${printed}`);
      }),
    ]);
    return new PolicyPackProcess(child, port);
  }

  async stop(): Promise<void> {
    this.#client.close();
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, "exit");
    this.#child.kill("SIGTERM");
    await exited;
  }

  #call<Response>(method: Method, request: unknown): Promise<Response> {
    return unaryCall(this.#client, method, request);
  }

  /**
   * Like the engine, leaves each policy its own enforcement level.
   * @param settings those of each policy, as in the file for `--policy-pack-config`
   */
  async configure(settings: Record<string, Values>): Promise<void> {
    const info = await this.#call<analyzer.AnalyzerInfo>("getAnalyzerInfo", new emptyProto.Empty());
    const request = new analyzer.ConfigureAnalyzerRequest();
    for (const policy of info.getPoliciesList()) {
      const config = new analyzer.PolicyConfig()
        .setEnforcementlevel(policy.getEnforcementlevel())
        .setProperties(struct(settings[policy.getName()] ?? {}));
      request.getPolicyconfigMap().set(policy.getName(), config);
    }
    await this.#call("configure", request);
  }

  async analyzeStack(resources: readonly StackResource[]): Promise<analyzer.AnalyzeResponse.AsObject> {
    const request = new analyzer.AnalyzeStackRequest();
    request.setResourcesList(
      resources.map(({ type, urn, properties }) =>
        new analyzer.AnalyzerResource()
          .setType(type)
          .setUrn(urn)
          .setName(urn)
          .setProperties(struct(properties))
          .setOptions(new analyzer.AnalyzerResourceOptions()),
      ),
    );
    return (await this.#call<analyzer.AnalyzeResponse>("analyzeStack", request)).toObject();
  }
}
