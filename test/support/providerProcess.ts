import { spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { credentials, status, type ServiceError } from "@grpc/grpc-js";
import emptyProto from "google-protobuf/google/protobuf/empty_pb.js";
import structProto from "google-protobuf/google/protobuf/struct_pb.js";
import providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import { unaryCall } from "./unaryCall.js";

export const EXECUTABLE = fileURLToPath(new URL("../../bin/pulumi-resource-huaweicloud-hss", import.meta.url));
const ISOLATED = { HOME: "/nonexistent", HW_METADATA_ENDPOINT: "http://127.0.0.1:1" };
const GRPC_OPTIONS = { "grpc.max_receive_message_length": -1 };

export interface Failure {
  property: string;
  reason: string;
}

/** How a call failed. */
export interface Refusal {
  /** The name of the gRPC status. */
  status: string;
  message: string;
}

export interface InvokeAnswer {
  result: Record<string, unknown>;
}

type Values = Record<string, unknown>;
type Method =
  | "checkConfig"
  | "configure"
  | "invoke"
  | "getSchema"
  | "getPluginInfo"
  | "handshake"
  | "diffConfig"
  | "create"
  | "cancel";

/** The built executable in a separate process. The test talks to it like the engine. */
export class ProviderProcess {
  readonly client: InstanceType<typeof providerGrpc.ResourceProviderClient>;
  readonly child: ChildProcess;
  readonly port: string;
  /** All that the process has printed, the port included. */
  output = "";

  private constructor(child: ChildProcess, port: string) {
    this.child = child;
    this.port = port;
    this.client = new providerGrpc.ResourceProviderClient(
      `127.0.0.1:${port}`,
      credentials.createInsecure(),
      GRPC_OPTIONS,
    );
  }

  /** @param env the environment of the process besides PATH. It has no access to this machine's own credentials. */
  static async start(
    env: Record<string, string> = {},
    args: string[] = [],
    executable = EXECUTABLE,
  ): Promise<ProviderProcess> {
    const child = spawn(process.execPath, [executable, ...args], {
      env: { PATH: process.env.PATH, NODE_V8_COVERAGE: process.env.NODE_V8_COVERAGE, ...ISOLATED, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let printed = "";
    const collect = (chunk: Buffer) => {
      printed += chunk.toString();
    };
    child.stderr.on("data", collect);
    const died = once(child, "exit").then(([code]) => {
      throw new Error(`The provider ended with exit code ${String(code)} before it printed its port: ${printed}`);
    });
    const [port] = (await Promise.race([once(createInterface(child.stdout), "line"), died])) as [string];
    died.catch(() => undefined);
    const started = new ProviderProcess(child, port);
    started.output = `${port}\n${printed}`;
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => (started.output += chunk.toString()));
    return started;
  }

  /** A provider that is configured from the stack's configuration, as the engine does it. */
  static async configured(configuration: Values, env: Record<string, string> = {}): Promise<ProviderProcess> {
    const started = await ProviderProcess.start(env);
    try {
      await started.configure(configuration);
      return started;
    } catch (error) {
      await started.stop();
      throw error;
    }
  }

  async stop(): Promise<number | null> {
    this.client.close();
    if (this.child.exitCode !== null) return this.child.exitCode;
    const exited = once(this.child, "exit");
    this.child.kill("SIGTERM");
    const [code] = (await exited) as [number | null];
    return code;
  }

  call<Response>(method: Method, request: unknown): Promise<Response> {
    return unaryCall(this.client, method, request);
  }

  async checkConfig(news: Values): Promise<Failure[]> {
    const response = await this.call<provider.CheckResponse>(
      "checkConfig",
      new provider.CheckRequest().setNews(struct(news)),
    );
    return response.getFailuresList().map((failure) => failure.toObject());
  }

  /** @param id of the provider; the engine sends one that it made up. */
  async configure(configuration: Values, id: string = randomUUID()): Promise<provider.ConfigureResponse> {
    return this.call("configure", new provider.ConfigureRequest().setArgs(struct(configuration)).setId(id));
  }

  async invoke(name: string, args: Values = {}): Promise<InvokeAnswer> {
    const response = await this.call<provider.InvokeResponse>("invoke", invokeRequest(name, args));
    return { result: resultOf(response) };
  }

  /** The error of a call that must fail. */
  async failing(name: string, args: Values = {}): Promise<Refusal> {
    const answer = await this.invoke(name, args).catch((error: unknown) => error as ServiceError);
    if (answer instanceof Error) return { status: status[answer.code], message: answer.details };
    throw new Error(`${name} did not fail, but answered ${JSON.stringify(answer)}`);
  }

  cancel(): Promise<unknown> {
    return this.call("cancel", new emptyProto.Empty());
  }
}

/** The names of the arguments that an error of several arguments lists, in alphabetical order. */
export function argumentsIn(message: string): string[] {
  return [...message.matchAll(/^ {2}([^ :]+): /gm)].map(([, name]) => name as string).sort();
}

/** What an answer holds. A failure must be an error of the call: `pulumi do` takes an answer with failures for a success. */
export function resultOf(response: provider.InvokeResponse): Values {
  const failures = response.getFailuresList();
  const result = response.getReturn();
  if (failures.length > 0 || result === undefined)
    throw new Error(`the status is OK for a failure: ${JSON.stringify(response.toObject())}`);
  return result.toJavaScript();
}

export function invokeRequest(name: string, args: Values): provider.InvokeRequest {
  return new provider.InvokeRequest().setTok(`huaweicloud-hss:index:${name}`).setArgs(struct(args));
}

export function struct(values: Values): structProto.Struct {
  return structProto.Struct.fromJavaScript(values as Record<string, structProto.JavaScriptValue>);
}
