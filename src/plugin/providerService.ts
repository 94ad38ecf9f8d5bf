import { setImmediate } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import emptyProto from "google-protobuf/google/protobuf/empty_pb.js";
import pluginProto from "@pulumi/pulumi/proto/plugin_pb.js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import type { z } from "zod";
import { CancelledError } from "../errors/cancelledError.js";
import { ConfigError } from "../errors/configError.js";
import { LinkedAbort } from "../async/linkedAbort.js";
import type { EngineLog } from "./engineLog.js";
import { functionsByToken } from "./functionsByToken.js";
import { invalidArguments } from "./invalidArguments.js";
import { checkAnswerSize } from "./checkAnswerSize.js";
import { encodeItems, encodeResult } from "./invokeResponse.js";
import type { Call, Configured, FunctionDefinition, PackageDefinition } from "./packageDefinition.js";
import { packageSchema } from "./packageSchema.js";
import { resolveConfiguration, secretKeys, validateConfiguration } from "./resolveConfiguration.js";
import { SharedCalls } from "../async/sharedCalls.js";
import { unknownFunction } from "./unknownFunction.js";
import { known, validate, type PropertyFailure } from "./validate.js";
import { fromStruct, markSecrets } from "./wireValues.js";

export interface ProviderServiceOptions<Context, Configuration extends z.ZodObject> {
  env: Readonly<Record<string, string | undefined>>;
  log: EngineLog;
  /** Makes the context of the functions when the provider is configured. */
  createContext(configured: Configured<z.output<Configuration>>): Promise<Context>;
}

/** The provider's ID when `pulumi new` configures it only to validate the credentials. */
const PREFLIGHT = "preflight";

/** Answers the engine's requests for one package that has only functions (pulumirpc.ResourceProvider). */
export class ProviderService<Context, Configuration extends z.ZodObject> {
  readonly #package: PackageDefinition<Context, Configuration>;
  readonly #functions: ReadonlyMap<string, FunctionDefinition<Context>>;
  readonly #options: ProviderServiceOptions<Context, Configuration>;
  readonly #cancel = new LinkedAbort();
  readonly #calls = new SharedCalls<Buffer[]>();
  #configured: Configured<z.output<Configuration>> | undefined;
  #context: Context | undefined;

  constructor(
    definition: PackageDefinition<Context, Configuration>,
    options: ProviderServiceOptions<Context, Configuration>,
  ) {
    this.#package = definition;
    this.#functions = functionsByToken(definition);
    this.#options = options;
  }

  get packageName(): string {
    return this.#package.name;
  }

  /** Aborts all calls, and refuses new ones. */
  cancel(): void {
    this.#cancel.abort(new CancelledError("by the Pulumi engine"));
  }

  /** The methods that a provider of functions needs, by their names in the gRPC service. */
  handlers() {
    return {
      handshake: (request: provider.ProviderHandshakeRequest) => this.#handshake(request),
      getSchema: () => new provider.GetSchemaResponse().setSchema(JSON.stringify(packageSchema(this.#package))),
      getPluginInfo: () => new pluginProto.PluginInfo().setVersion(this.#package.version),
      checkConfig: (request: provider.CheckRequest) => this.#checkConfig(request),
      diffConfig: (request: provider.DiffRequest) => this.#diffConfig(request),
      configure: (request: provider.ConfigureRequest, signal: AbortSignal) => this.#configure(request, signal),
      invoke: (request: provider.InvokeRequest, signal: AbortSignal) => this.#invoke(request, signal),
      cancel: () => {
        this.cancel();
        return new emptyProto.Empty();
      },
      attach: (request: pluginProto.PluginAttach) => {
        this.#options.log.attach(request.getAddress());
        return new emptyProto.Empty();
      },
    };
  }

  #handshake(request: provider.ProviderHandshakeRequest): provider.ProviderHandshakeResponse {
    if (request.getEngineAddress() !== "") this.#options.log.attach(request.getEngineAddress());
    return new provider.ProviderHandshakeResponse();
  }

  #checkConfig(request: provider.CheckRequest): provider.CheckResponse {
    const news = request.getNews();
    const checked = validateConfiguration(this.#package.configuration, known(fromStruct(news)));
    // Also secrets that the user did not mark, because the values are stored in the state file.
    if (news) markSecrets(news, secretKeys(this.#package.configuration));
    const response = new provider.CheckResponse().setInputs(news);
    return checked.ok ? response : response.setFailuresList(checked.failures.map(checkFailure));
  }

  /** A provider of functions owns no resources, so a change of its configuration replaces nothing. */
  #diffConfig(request: provider.DiffRequest): provider.DiffResponse {
    const { DIFF_NONE, DIFF_SOME } = provider.DiffResponse.DiffChanges;
    const olds = fromStruct(request.getOldInputs() ?? request.getOlds());
    const same = isDeepStrictEqual(olds, fromStruct(request.getNews()));
    return new provider.DiffResponse().setChanges(same ? DIFF_NONE : DIFF_SOME);
  }

  async #configure(request: provider.ConfigureRequest, signal: AbortSignal): Promise<provider.ConfigureResponse> {
    const given = known(fromStruct(request.getArgs()));
    const configured = resolveConfiguration(this.#package.configuration, given, this.#options.env);
    // Otherwise any program on this machine could send the credentials to an address of its own.
    if (this.#configured !== undefined && !isDeepStrictEqual(configured, this.#configured)) {
      throw new ConfigError(
        "",
        `The provider ${this.packageName} is already configured, with other values.`,
        "Start another provider process for them: each serves one configuration.",
      );
    }
    this.#configured = configured;
    this.#context = await this.#options.createContext(configured);
    if (request.getId() === PREFLIGHT) {
      using abort = new LinkedAbort(signal, this.#cancel.signal);
      await this.#package.validateCredentials?.(this.#context, this.#call(abort.signal));
    }
    // Without accepting secrets: the engine then unwraps them in arguments, and marks the results of such calls itself.
    return new provider.ConfigureResponse().setAcceptsecrets(false);
  }

  async #invoke(request: provider.InvokeRequest, signal: AbortSignal): Promise<Buffer[]> {
    const token = request.getTok();
    const definition = this.#functions.get(token);
    if (definition === undefined) throw unknownFunction(token, this.#functions.keys());
    const context = this.#context;
    if (context === undefined) {
      throw new ConfigError(
        "",
        `The provider ${this.packageName} was called before it was configured.`,
        "Call Configure before Invoke, as the Pulumi engine does.",
      );
    }
    const args = validate(definition.input, fromStruct(request.getArgs()), "argument");
    if (!args.ok) throw invalidArguments(args.failures);
    try {
      return await this.#run(definition, args.values, context, signal);
    } finally {
      await this.#options.log.delivered();
    }
  }

  async #run(
    definition: FunctionDefinition<Context>,
    args: object,
    context: Context,
    signal: AbortSignal,
  ): Promise<Buffer[]> {
    using abort = new LinkedAbort(signal, this.#cancel.signal);
    const key = `${definition.name} ${JSON.stringify(args)}`;
    return await this.#calls.run(key, abort.signal, async (shared, sending) => {
      const call: Call = { ...this.#call(shared), sending, compact: encodeItems };
      // Calls that a program makes together arrive one after the other. They can all join before the first request.
      await setImmediate();
      const answer = encodeResult(await definition.run(args as never, context, call));
      checkAnswerSize(definition.name, answer);
      return answer;
    });
  }

  #call(signal: AbortSignal): Call {
    return {
      signal,
      status: (message) => {
        this.#options.log.status(message);
      },
      info: (message) => {
        this.#options.log.info(message);
      },
      warn: (message) => {
        this.#options.log.warn(message);
      },
    };
  }
}

function checkFailure({ property, reason }: PropertyFailure): provider.CheckFailure {
  return new provider.CheckFailure().setProperty(property).setReason(reason);
}
