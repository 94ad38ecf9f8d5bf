import type { runtime } from "@pulumi/pulumi";
import type { InvokeAnswer } from "./providerProcess.js";

/** Pulumi's testing mocks, whose function calls go to a real provider process. */
export function mockBridge(provider: {
  invoke(name: string, args: Record<string, unknown>): Promise<InvokeAnswer>;
}): runtime.Mocks {
  return {
    newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs as Record<string, unknown> }),
    call: async ({ token, inputs }) => {
      const { result, failures } = await provider.invoke(
        token.split(":").at(-1) ?? "",
        inputs as Record<string, unknown>,
      );
      if (failures.length === 0) return result;
      const reasons = failures.map(({ property, reason }) => `${reason} (${property})`).join("; ");
      const details = `Invoke of '${token}' failed: ${reasons}`;
      // The SDK handles an error of the engine like a gRPC error, and shows its details.
      throw Object.assign(new Error(details), { details });
    },
  };
}
