import assert from "node:assert/strict";
import { credentials } from "@grpc/grpc-js";
import pluginProto from "@pulumi/pulumi/proto/plugin_pb.js";
import providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import emptyProto from "google-protobuf/google/protobuf/empty_pb.js";
import { describeError } from "../../src/errors/describeError.js";
import type { ProviderService } from "../../src/plugin/providerService.js";
import { servePlugin } from "../../src/plugin/servePlugin.js";
import { unaryCall } from "../support/unaryCall.js";

describe("servePlugin", () => {
  it("says that an error of no class of ours is a bug, and where to report it", async () => {
    const service = {
      packageName: "things",
      handlers: () => ({
        getPluginInfo() {
          throw new TypeError("s.safeParse is not a function");
        },
        attach: () => Promise.reject(new Error("a\u001b[2Jb")),
      }),
    } as unknown as ProviderService<unknown, never>;
    const { port, close } = await servePlugin(service, describeError);
    const client = new providerGrpc.ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
    const report =
      "Open an issue with this message: https://github.com/pulumi-huaweicloud-hss/pulumi-huaweicloud-hss/issues";
    try {
      await assert.rejects(unaryCall(client, "getPluginInfo", new emptyProto.Empty()), {
        code: 13,
        details: `The provider failed because of a bug: s.safeParse is not a function\n${report}`,
      });
      await assert.rejects(unaryCall(client, "attach", new pluginProto.PluginAttach()), {
        code: 13,
        details: `The provider failed because of a bug: a\ufffd[2Jb\n${report}`,
      });
    } finally {
      client.close();
      await close();
    }
  });
});
