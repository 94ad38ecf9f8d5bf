import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { json } from "node:stream/consumers";
import { run } from "../support/run.js";

const MARKER = "<!-- huaweicloud-hss-compliance 0123456789ab -->";
const ME = 42;

interface Note {
  id: number;
  author: { id: number };
  body: string;
}

describe("the script that comments on a merge request of GitLab", () => {
  let folder: string;
  let server: Server;
  let notes: Note[];
  let changes: string[];

  const comment = async (report: string) => {
    await writeFile(join(folder, "compliance.md"), report);
    const { port } = server.address() as AddressInfo;
    await run(process.execPath, [resolve("examples/compliance/ci/comment.mjs")], {
      env: {
        ...process.env,
        GITLAB_CI: "true",
        CI_API_V4_URL: `http://127.0.0.1:${port}/api/v4`,
        CI_PROJECT_ID: "5",
        CI_MERGE_REQUEST_IID: "7",
        COMMENT_TOKEN: "a-token",
        COMPLIANCE_REPORTS: folder,
      },
    });
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "huaweicloud-hss-comment-"));
    changes = [];
    // The other check's comment, and one of somebody else who quotes the report, on a first page; the own one may be on the second.
    notes = [
      { id: 1, author: { id: ME }, body: MARKER.replace("0123", "9999") },
      { id: 2, author: { id: 1 }, body: `${MARKER}\nquoted` },
    ];
    server = createServer((request, response) => {
      const answer = async () => {
        const { pathname, searchParams } = new URL(request.url ?? "", "http://localhost");
        if (request.headers["private-token"] !== "a-token") return response.writeHead(401).end();
        if (pathname === "/api/v4/user") return response.end(JSON.stringify({ id: ME }));
        const [, id] =
          /^\/api\/v4\/projects\/5\/merge_requests\/7\/notes(?:\/(\d+))?$/.exec(pathname) ?? assert.fail(pathname);
        if (request.method === "GET") {
          const page = Number(searchParams.get("page"));
          response.setHeader("x-next-page", page * 2 < notes.length ? String(page + 1) : "");
          return response.end(JSON.stringify(notes.slice(page * 2 - 2, page * 2)));
        }
        const { body } = (await json(request)) as { body: string };
        changes.push(`${request.method ?? ""} ${id ?? ""}`);
        if (id === undefined) notes.push({ id: notes.length + 1, author: { id: ME }, body });
        else Object.assign(notes.find((note) => note.id === Number(id)) ?? assert.fail(id), { body });
        return response.end("{}");
      };
      answer().catch((error: unknown) => response.writeHead(500).end(String(error)));
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  });
  afterEach(async () => {
    server.close();
    await rm(folder, { recursive: true });
  });

  it("adds a comment, and then updates it and no other", async () => {
    const others = structuredClone(notes);
    await comment(`${MARKER}\nfirst`);
    await comment(`${MARKER}\nsecond`);
    assert.deepEqual(changes, ["POST ", "PUT 3"]);
    assert.deepEqual(notes, [...others, { id: 3, author: { id: ME }, body: `${MARKER}\nsecond` }]);
  });
});
