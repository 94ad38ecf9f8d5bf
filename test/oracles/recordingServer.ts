import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readExchange, type Exchange } from "../../src/emulator/server/exchange.js";

export interface RecordingServer {
  url: string;
  /** Every request so far, in the order they came. */
  requests: Exchange[];
  close(): Promise<void>;
}

/** Answers every list with one row, the last of the list, and keeps the requests as they came. */
export async function startRecordingServer(): Promise<RecordingServer> {
  const requests: Exchange[] = [];
  const server = createServer((request, response) => {
    void readExchange(request, response, requests.length).then((exchange) => {
      requests.push(exchange);
      const { params } = exchange;
      const row = {
        host_id: "host-1",
        image_id: "image-1",
        image_digest: "sha256:0",
        container_id: "container-1",
        vul_id: params.get("vul_id") ?? "vulnerability-1",
        cve_list: [{ cve_id: params.get("cve_id") }],
      };
      const page = { total_num: Number(params.get("offset") ?? 0) + 1, data_list: [row] };
      response.setHeader("content-type", "application/json;charset=UTF-8");
      response.end(JSON.stringify(page));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
