import type { GetLocalImageComplianceArgs, GetLocalImageComplianceResult } from "pulumi-huaweicloud-hss";
import type { Fleet } from "./client.js";
import { describeError } from "./errors/describeError.js";
import { getLocalImageCompliance } from "./functions/getLocalImageCompliance.js";
import { functionsByToken } from "./plugin/functionsByToken.js";
import { unknownFunction } from "./plugin/unknownFunction.js";
import { hssPackage } from "./provider/hssPackage.js";
import { recordedFunctions } from "./testing/recordedFunctions.js";

export type { Fleet } from "./client.js";

export interface EvaluateOptions extends Omit<GetLocalImageComplianceArgs, "rules" | "ruleFile"> {
  /** Called with each warning that a user of the provider would see. */
  onWarning?: ((message: string) => void) | undefined;
}

/**
 * Judges rules over a recorded fleet as `getLocalImageCompliance` judges them over HSS: the same code with the same arguments,
 * without a cloud. Set `asOf`, so that the result does not depend on the day.
 * @param rules a list, or the content of a rule file
 * @throws the function's errors; an ArgumentError if the fleet is not valid
 */
export async function evaluateCompliance(
  rules: NonNullable<GetLocalImageComplianceArgs["rules"]> | string,
  fleet: Fleet,
  { onWarning, ...args }: EvaluateOptions = {},
): Promise<GetLocalImageComplianceResult> {
  const given = typeof rules === "string" ? { ruleFile: rules } : { rules };
  const call = recordedFunctions(fleet, { onWarning });
  return (await call(getLocalImageCompliance, { ...args, ...given })) as GetLocalImageComplianceResult;
}

/** What Pulumi gives the mocks for a call of a function. */
export interface MockedCall {
  token: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  inputs: any;
  provider?: string;
}

/** What Pulumi gives the mocks for a resource. */
export interface MockedResource {
  type: string;
  name: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  inputs: any;
  provider?: string;
  custom?: boolean;
  id?: string;
}

export interface HssMocksOptions {
  /** Called with each warning that a user of the provider would see. */
  onWarning?: ((message: string) => void) | undefined;
  /** Answers calls of functions of other packages. Without it, such a call is an error. */
  call?: ((args: MockedCall) => object | Promise<object>) | undefined;
  /** Makes resources. By default, a resource has the ID `<name>-id` and its inputs as its state, and other stacks have no outputs. */
  newResource?:
    | ((
        args: MockedResource,
      ) => { id: string | undefined; state: object } | Promise<{ id: string | undefined; state: object }>)
    | undefined;
}

export interface HssMocks {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  call(args: MockedCall): Promise<Record<string, any>>;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  newResource(args: MockedResource): Promise<{ id: string | undefined; state: Record<string, any> }>;
}

/**
 * Mocks for `pulumi.runtime.setMocks`, whose functions of this package answer from a fleet: a recorded one, or plain lists of
 * servers (`hosts`) and `images`. They check arguments, filter, cut and fail as the provider does with HSS.
 * @throws ArgumentError if the fleet is not valid
 */
export function hssMocks(fleet: Fleet, { onWarning, call, newResource }: HssMocksOptions = {}): HssMocks {
  const run = recordedFunctions(fleet, { onWarning });
  const functions = functionsByToken(hssPackage);
  return {
    async call(args) {
      const { token } = args;
      const definition = functions.get(token);
      if (definition === undefined && !token.startsWith(`${hssPackage.name}:`)) {
        if (call !== undefined) return call(args);
        throw shown(
          new Error(`hssMocks has no answer for ${token}. Give it the option call, which answers for other packages.`),
        );
      }
      try {
        if (definition === undefined) throw unknownFunction(token, functions.keys());
        return await run(definition, args.inputs as object);
      } catch (error) {
        throw shown(error as Error, describeError(error));
      }
    },
    async newResource(args) {
      if (newResource !== undefined) return newResource(args);
      // Another stack has no outputs.
      const more = args.type === "pulumi:pulumi:StackReference" ? { outputs: {} } : {};
      return { id: `${args.name}-id`, state: { ...(args.inputs as object), ...more } };
    },
  };
}

/** Pulumi shows the details of an error, as gRPC errors have them. */
function shown(error: Error, details = error.message): Error {
  return Object.assign(error, { details });
}
