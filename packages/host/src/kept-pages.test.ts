import { createHash } from "node:crypto";
import { once } from "node:events";
import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type ServerResponse,
} from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { createRuntime } from "@sunchak/api";
import { readEnv } from "@sunchak/env";
import { createTestDatabase } from "@sunchak/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createPageListener } from "./page-listener.ts";
import { serve } from "./serve.fixture.ts";

/** What the pages' handler got, and how it answers. */
const asked: IncomingHttpHeaders[] = [];
let answer: (request: IncomingMessage, response: ServerResponse) => void;

let port: number;
const closing: (() => unknown)[] = [];
beforeAll(async () => {
  const database = await createTestDatabase("sqlite");
  const env = readEnv("storefront", {
    DATABASE_URL: database.url,
    BETTER_AUTH_SECRET: "a secret that is known to tests alone",
    LOG_LEVEL: "silent",
  });
  const runtime = createRuntime(env);
  const listen = createPageListener(
    runtime,
    async (page, response) => {
      asked.push(page.headers);
      answer(page, response);
    },
    (path) => (path.startsWith("/own") ? null : path),
    { dev: false },
  );
  const server = await serve((page, response) =>
    listen(page, response, { to: "page", url: page.url ?? "" }),
  );
  port = server.port;
  closing.push(
    server.stop,
    () => runtime.close(),
    () => database.drop(),
  );
});
afterAll(async () => {
  for (const close of closing) await close();
});

const html = `<!doctype html><title>선착</title>${"<p>All see this.</p>".repeat(5_000)}`;
let path = 0;
beforeEach(() => {
  asked.length = 0;
  path += 1;
  answer = (_, response) => {
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.setHeader("Cache-Control", "private, no-store");
    response.write(html.slice(0, 100));
    response.end(html.slice(100));
  };
});

interface Answer {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Asks for the test's own page, or another one. */
async function ask(
  headers: Record<string, string> = {},
  { to = `/page-${path}`, method = "GET" } = {},
): Promise<Answer> {
  const sent = request({ port, host: "127.0.0.1", path: to, method, headers }).end();
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part);
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) };
}

/** Headers that differ from answer to answer. */
const shared = ({ date: _, "x-request-id": __, ...headers }: IncomingHttpHeaders) => headers;

test("a render gets nothing of the visitor, and one render answers all who wait", async () => {
  const of = (who: string) => ({
    Cookie: `session=${who}`,
    Authorization: `Bearer ${who}`,
    "X-Forwarded-For": "203.0.113.9",
    "X-Forwarded-Host": `${who}.example`,
    "Accept-Language": "de",
    "User-Agent": who,
    "Content-Security-Policy": "script-src 'nonce-forged'",
    "X-Anything": who,
    Host: `${who}.example`,
  });
  const answers = await Promise.all([ask(of("bomi")), ask(of("dana")), ask()]);
  expect(asked).toHaveLength(1);
  expect(asked[0]).toEqual({
    host: "localhost",
    "content-security-policy": expect.not.stringContaining("forged"),
  });
  for (const { status, headers, body } of answers) {
    expect([status, body.toString()]).toEqual([200, html]);
    expect(shared(headers)).toEqual(shared(answers[0]?.headers ?? {}));
  }
});

test("caches in front of the shop may keep a page for a second", async () => {
  const { headers } = await ask();
  expect(headers["cache-control"]).toBe("public, max-age=0, s-maxage=1, stale-while-revalidate=10");
  expect(headers.vary).toBe(
    "RSC, Next-Router-Prefetch, Next-Router-Segment-Prefetch, Accept-Encoding",
  );
});

test.each([
  ["gzip, deflate, br, zstd", "br"],
  ["gzip, deflate", "gzip"],
  ["br;q=0.1, gzip;q=0.9", "gzip"],
  ["br;q=0, gzip;q=0", undefined],
  ["identity", undefined],
  ["*", "br"],
  ["", undefined],
])("who accepts %j gets the body as %s", async (accepted, encoding) => {
  const { headers, body } = await ask({ "Accept-Encoding": accepted });
  expect(headers["content-encoding"]).toBe(encoding);
  expect(headers["content-length"]).toBe(String(body.length));
  const read = { br: brotliDecompressSync, gzip: gunzipSync, none: (plain: Buffer) => plain };
  expect(read[(encoding ?? "none") as keyof typeof read](body).toString()).toBe(html);
});

test("HEAD has the headers of GET and no body", async () => {
  const accepted = { "Accept-Encoding": "br" };
  const got = await ask(accepted);
  const head = await ask(accepted, { method: "HEAD" });
  expect(shared(head.headers)).toEqual(shared(got.headers));
  expect(head.body).toHaveLength(0);
  expect(asked).toHaveLength(1);
});

test("who has a page already gets 304, and only for the page that is current", async () => {
  const { headers } = await ask();
  const same = await ask({ "If-None-Match": `"x", ${headers.etag}` });
  expect([same.status, same.body.length]).toEqual([304, 0]);
  expect(same.headers["content-security-policy"]).toBe(headers["content-security-policy"]);
  expect((await ask({ "If-None-Match": '"x"' })).status).toBe(200);
});

test("the policy allows the scripts and styles that Next marked, and no others", async () => {
  const own = 'self.__next_f.push([1,"</b>\\n<script nonce=x>"])';
  const style = "b{color:red}";
  answer = ({ headers }, response) => {
    const nonce = /'nonce-([^']+)'/.exec(String(headers["content-security-policy"]))?.[1];
    response.setHeader("Content-Type", "text/html");
    response.end(
      `<p title="<script>alert(1)</script>">a</p><script>alert(2)</script>` +
        `<script nonce="forged">alert(3)</script><style>i{}</style>` +
        `<script id="a" nonce="${nonce}">${own}</script><style nonce="${nonce}">${style}</style>` +
        `<script src="/_next/static/a.js" nonce="${nonce}"></script>`,
    );
  };
  const { headers } = await ask();
  const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const directives = String(headers["content-security-policy"]).split("; ");
  expect(directives).toContain(`script-src 'self' ${hash(own)}`);
  expect(directives).toContain(`style-src 'self' ${hash(style)}`);
  expect(String(headers["content-security-policy"])).not.toMatch(/nonce-|strict-dynamic/);
});

const flight = { RSC: "1" };
test("a soft navigation has its own page, whatever the browser already shows", async () => {
  answer = ({ headers, url }, response) => response.end(`${headers.rsc} ${url}`);
  expect((await ask()).body.toString()).toMatch(/^undefined /);
  const to = `/page-${path}?_rsc`;
  const soft = await ask(flight, { to });
  expect(soft.body.toString()).toBe(`1 /page-${path}?_rsc`);
  // With stale-while-revalidate, a browser would give its router what it had ten seconds ago.
  expect(soft.headers["cache-control"]).toBe("public, max-age=0, s-maxage=1");
  expect(asked).toHaveLength(2);
  await ask(flight, { to });
  expect(asked).toHaveLength(2);
});

test.each<[string, Record<string, string>, string]>([
  ["without its parameter", flight, ""],
  ["with another's parameter", { ...flight, "Next-Url": "/ko" }, "?_rsc"],
  ["a prefetch", { ...flight, "Next-Router-Prefetch": "1" }, "?_rsc"],
  ["a document at a soft navigation's address", {}, "?_rsc"],
])(
  "what a cache that knows only addresses could mix up is left to Next: %s",
  async (_, headers, query) => {
    const to = `/page-${path}${query}`;
    await ask({ ...headers, Cookie: "a=b" }, { to });
    await ask({ ...headers, Cookie: "a=b" }, { to });
    expect(asked.map(({ cookie }) => cookie)).toEqual(["a=b", "a=b"]);
  },
);

test.each<[string, (response: ServerResponse) => void]>([
  ["a redirect", (response) => response.writeHead(307, { Location: "/elsewhere" }).end()],
  ["a cookie", (response) => response.setHeader("Set-Cookie", "a=b").end("hello")],
  ["a redirect within", (response) => response.end('1:E{"digest":"NEXT_REDIRECT;replace;/a"}')],
])("%s is each visitor's own", async (_, respond) => {
  answer = (__, response) => respond(response);
  const { headers } = await ask({ Cookie: "session=bomi" });
  expect(asked.at(-1)?.cookie).toBe("session=bomi");
  expect(headers["content-security-policy"]).toMatch(/'nonce-/);
  await ask({ Cookie: "session=dana" });
  expect(asked.at(-1)?.cookie).toBe("session=dana");
});

test.each<[string, (response: ServerResponse) => void, number]>([
  ["says 500", (response) => response.writeHead(500).end("oops"), 500],
  ["holds a failure", (response) => response.end('e:E{"digest":"2913"}'), 200],
  ["breaks off", (response) => void response.write("half", () => response.destroy()), 503],
])(
  "a page that %s is kept by no cache, and not rendered for each visitor",
  async (_, respond, status) => {
    answer = (__, response) => respond(response);
    for (const { status: given, headers } of [await ask(), await ask()]) {
      expect([given, headers["cache-control"]]).toEqual([status, "no-store"]);
      expect(headers["content-security-policy"]).toMatch("default-src 'self'");
    }
    expect(asked).toHaveLength(1);
  },
);

test("a page of one person is rendered for each, with a nonce of its own", async () => {
  const to = "/own";
  const [one, two] = [await ask({ Cookie: "a=b" }, { to }), await ask({}, { to })];
  expect(asked.map(({ cookie }) => cookie)).toEqual(["a=b", undefined]);
  expect(one.headers["cache-control"]).toBe("private, no-store");
  expect(one.headers["content-security-policy"]).not.toBe(two.headers["content-security-policy"]);
});
