import type { runtime } from "@pulumi/pulumi";
import type { InvokeAnswer } from "./providerProcess.js";

const STACK_REFERENCE = "pulumi:pulumi:StackReference";

/** Pulumi's testing mocks, whose function calls go to a real provider process. */
export function mockBridge(provider: {
  invoke(name: string, args: Record<string, unknown>): Promise<InvokeAnswer>;
}): runtime.Mocks {
  return {
    // Another stack, or this one before its first update, has no outputs.
    newResource: ({ name, inputs, type }) => ({
      id: `${name}-id`,
      state: { ...(inputs as Record<string, unknown>), ...(type === STACK_REFERENCE && { outputs: {} }) },
    }),
    call: async ({ token, inputs }) => {
      const name = token.split(":").at(-1) ?? "";
      // The SDK shows the details of a gRPC error.
      return (await provider.invoke(name, inputs as Record<string, unknown>)).result;
    },
  };
}
