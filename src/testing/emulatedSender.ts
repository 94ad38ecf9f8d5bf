import { createResponder } from "../emulator/createResponder.js";
import { defaultSettings } from "../emulator/defaultSettings.js";
import type { EmulatorSettings } from "../emulator/emulatorSettings.js";
import { emulatedFleet } from "../emulator/hss/emulatedFleet.js";
import { receivedRequest } from "../emulator/server/exchange.js";
import type { CompleteFleet } from "../fleet/readFleet.js";
import type { Sender } from "../http/sender.js";

/** Answers requests from a fleet with the emulator's operations, in memory: no port, no connection, no timer. */
export function emulatedSender(fleet: CompleteFleet): Sender {
  const respond = createResponder();
  const settings: EmulatorSettings = { ...defaultSettings(), ...emulatedFleet(fleet) };
  let requests = 0;
  return {
    request({ method, path, headers, body }) {
      const given = { method, target: path, headers: headers as Record<string, string>, body: body as string | null };
      const exchange = receivedRequest({ ...given, body: given.body ?? "" }, requests++);
      const projects = settings.projects.map(({ id, name }) => ({
        // A fleet without a project or a region stands for all of them.
        id: fleet.projectId ?? /^\/v5\/([^/]+)/.exec(path)?.[1] ?? id,
        name: fleet.region ?? exchange.params.get("name") ?? name,
      }));
      const reply = respond({ exchange, settings: { ...settings, projects }, nowMs: Date.now() });
      if (reply === undefined) return Promise.reject(new Error(`The emulator does not answer ${method} ${path}.`));
      const text = typeof reply.body === "string" ? reply.body : JSON.stringify(reply.body);
      return Promise.resolve({
        statusCode: reply.status,
        headers: { "x-request-id": exchange.requestId, ...reply.headers },
        body: { arrayBuffer: () => Promise.resolve(new TextEncoder().encode(text).buffer) },
      });
    },
  };
}
