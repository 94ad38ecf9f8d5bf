import { status, type ServiceError } from "@grpc/grpc-js";
import engineProto from "@pulumi/pulumi/proto/engine_pb.js";
import { errorExamples } from "../support/errorExamples.js";
import { endsWithin } from "../support/endsWithin.js";
import { EngineDouble } from "../support/engineDouble.js";
import { ProviderProcess } from "../support/providerProcess.js";
import type { Result } from "./runScan.js";

/** From the end of the engine to the end of the provider. */
const GONE_MS = 5000;

/** An error of ours as it comes out of a provider process. */
export class RefusedCall extends Error {
  override readonly name: string;

  /** @param className the class of the error in the process */
  constructor(className: string, message: string) {
    super(message);
    this.name = className;
  }
}

export interface Called {
  result: Result | undefined;
  error: unknown;
  warnings: readonly string[];
  /** Whether the process went on after its engine had gone. */
  outlived: boolean;
}

/** Asks a provider process of its own for the hosts, as an engine does that then goes without a word. */
export async function callProcess(configuration: Record<string, unknown>, args: object): Promise<Called> {
  const engine = await EngineDouble.start();
  const plugin = await ProviderProcess.start({}, [engine.address]);
  let result: Result | undefined;
  let error: unknown;
  try {
    const given = Object.entries(configuration).filter(([, value]) => value !== undefined);
    await plugin.configure(Object.fromEntries(given));
    const answer = await plugin.invoke("getLocalImageHosts", { ...args });
    if (!Array.isArray(answer.result.hosts))
      throw new Error(`the status is OK for a failure: ${JSON.stringify(answer)}`);
    result = answer.result as unknown as Result;
  } catch (thrown) {
    error = await refusal(thrown as ServiceError);
  }
  plugin.client.close();
  engine.stop();
  const outlived = await endsWithin(plugin.child, GONE_MS).then(
    () => false,
    () => true,
  );
  const { WARNING } = engineProto.LogSeverity;
  const warnings = engine.logged
    .filter(({ severity }) => severity === (WARNING as number))
    .map(({ message }) => message);
  return { result, error, warnings, outlived };
}

/** The class is known from the link to the docs. What has none, or is a bug of ours by its status, stays as it is. */
async function refusal(error: Partial<ServiceError>): Promise<unknown> {
  const [, anchor = ""] = /\/docs\/errors\.md#(\w+)$/.exec(error.details ?? "") ?? [];
  if (anchor === "" || error.code === status.INTERNAL) return error;
  const example = await errorExamples[anchor]?.();
  return new RefusedCall(example?.name ?? "ApiError", error.details ?? "");
}
