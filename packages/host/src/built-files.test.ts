import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createBuiltFiles } from "./built-files.ts";
import { serve } from "./serve.fixture.ts";

const script = "console.log('선착순');".repeat(1_000);
const font = Buffer.from("not really a font ".repeat(100));
const closing: (() => unknown)[] = [];
let port: number;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), "sunchak-built-"));
  mkdirSync(join(folder, "chunks", "[locale]"), { recursive: true });
  writeFileSync(join(folder, "chunks", "a.js"), script);
  writeFileSync(join(folder, "chunks", "[locale]", "b.js"), script);
  writeFileSync(join(folder, "media.woff2"), font);
  const answer = createBuiltFiles(folder);
  // A deploy takes the old files away while the old process still serves.
  rmSync(folder, { recursive: true });
  const server = await serve(async (asked, response) => {
    if (!(await answer(asked, response))) response.writeHead(404).end();
  });
  port = server.port;
  closing.push(server.stop);
});
afterAll(() => {
  for (const close of closing) close();
});

async function get(path: string, headers: Record<string, string> = {}, method = "GET") {
  const asked = request({ port, path: `/_next/static/${path}`, headers, method }).end();
  const [response] = await once(asked, "response");
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part);
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) };
}

test("a built file is answered for ever, although it has gone from the disk", async () => {
  const { status, headers, body } = await get("chunks/a.js?dpl=1");
  expect([status, body.toString()]).toEqual([200, script]);
  expect(headers).toMatchObject({
    "content-type": "text/javascript; charset=utf-8",
    "cache-control": "public, max-age=31536000, immutable",
    vary: "Accept-Encoding",
  });
  expect((await get("chunks/%5Blocale%5D/b.js")).body.toString()).toBe(script);
});

test.each([
  ["gzip, deflate, br, zstd", "br", brotliDecompressSync],
  ["gzip", "gzip", gunzipSync],
  ["br;q=0, gzip;q=0.5", "gzip", gunzipSync],
  ["identity;q=1, br;q=0.1", undefined, (body: Buffer) => body],
  ["zstd", undefined, (body: Buffer) => body],
])("a client that accepts %s gets %s", async (accepted, encoding, decode) => {
  for (const _again of [1, 2]) {
    const { headers, body } = await get("chunks/a.js", { "accept-encoding": accepted });
    expect(headers["content-encoding"]).toBe(encoding);
    expect(headers["content-length"]).toBe(String(body.length));
    expect(decode(body).toString()).toBe(script);
    if (encoding) expect(body.length).toBeLessThan(script.length / 10);
  }
});

test("a font is not compressed again", async () => {
  const { headers, body } = await get("media.woff2", { "accept-encoding": "br" });
  expect([headers["content-encoding"], headers.vary]).toEqual([undefined, undefined]);
  expect(body).toEqual(font);
});

test("a client that has the file is told so, and HEAD gets no body", async () => {
  const { headers } = await get("chunks/a.js");
  const again = await get("chunks/a.js", { "if-none-match": `"x", ${headers.etag}` });
  expect([again.status, again.body.length]).toEqual([304, 0]);
  const head = await get("chunks/a.js", {}, "HEAD");
  expect([head.status, head.headers["content-length"], head.body.length]).toEqual([
    200,
    String(Buffer.byteLength(script)),
    0,
  ]);
});

test.each(["chunks/none.js", "chunks", "", "../package.json", "chunks/%2e%2e/chunks/a.js"])(
  "%s is no built file",
  async (path) => {
    expect((await get(path)).status).toBe(404);
  },
);
