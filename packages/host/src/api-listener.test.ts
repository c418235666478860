import { once } from "node:events";
import { connect } from "node:net";
import { createRuntime } from "@sunchak/api";
import { readEnv } from "@sunchak/env";
import { createTestDatabase } from "@sunchak/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApiListener } from "./api-listener.ts";
import { serve } from "./serve.fixture.ts";

let port: number;
const closing: (() => unknown)[] = [];
const errors: unknown[] = [];
beforeAll(async () => {
  const database = await createTestDatabase("sqlite");
  const env = readEnv("storefront", {
    DATABASE_URL: database.url,
    BETTER_AUTH_SECRET: "a secret that is known to tests alone",
    LOG_LEVEL: "silent",
  });
  const runtime = createRuntime(env);
  const log = { ...runtime.deps.log, error: (fields: unknown) => void errors.push(fields) };
  const deps = { ...runtime.deps, log };
  const server = await serve(createApiListener({ ...runtime, deps }));
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

/** Sends these bytes and returns the status line and the rest. */
async function send(text: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.write(text);
  let answer = "";
  for await (const part of socket) answer += part;
  return answer;
}

const head = "Host: localhost\r\nConnection: close\r\n";
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
const signIn = (body: string) =>
  `POST /api/auth/sign-in/email HTTP/1.1\r\n${head}Content-Type: application/json\r\n${body}`;

test("a chunked body is read like any other, and refused when it grows too large", async () => {
  const small = JSON.stringify({ email: "no@example.com", password: "wrong one" });
  const chunked = (text: string) =>
    signIn(`Transfer-Encoding: chunked\r\n\r\n${chunk(text)}0\r\n\r\n`);
  expect(await send(chunked(small))).toMatch(/^HTTP\/1.1 401 .*INVALID_EMAIL_OR_PASSWORD/s);
  expect(await send(chunked("x".repeat(70_000)))).toMatch(/^HTTP\/1.1 413 /);
  expect(await send(signIn("Content-Length: 70000\r\n\r\n"))).toMatch(/^HTTP\/1.1 413 /);
});

test.each([
  [
    "a Host that is none",
    "GET /api/health HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n",
    400,
  ],
  ["no Host, as in HTTP/1.0", "GET /api/health HTTP/1.0\r\n\r\n", 200],
  ["a whole URL", `GET http://evil.example/api/health HTTP/1.1\r\n${head}\r\n`, 200],
  ["a whole URL that is none", `GET http://%zz/api/health HTTP/1.1\r\n${head}\r\n`, 400],
  ["a path that cannot be decoded", `GET /api/%E0%A4%A HTTP/1.1\r\n${head}\r\n`, 404],
])("%s is never 5xx", async (_name, request, status) => {
  expect(await send(request)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
});

test("a client that disconnects in the middle of its body is not logged as an error", async () => {
  const socket = connect(port, "127.0.0.1");
  socket.write(signIn('Content-Length: 100\r\n\r\n{"email":'), () => socket.destroy());
  await once(socket, "close");
  expect(await send(`GET /api/health HTTP/1.1\r\n${head}\r\n`)).toMatch(/^HTTP\/1.1 200 /);
  expect(errors).toEqual([]);
});
