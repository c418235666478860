import type { Provider } from "@sunchak/db";
import { readEnv } from "@sunchak/env";
import { createTestDatabase, type Json, TestClock } from "@sunchak/testing";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, onTestFinished } from "vitest";
import { createApiHandler } from "./handle-api.ts";
import { openApiDocument } from "./rest/openapi.ts";
import { createRuntime, type Runtime } from "./runtime.ts";

export const ORIGIN = "http://localhost:3000";

export interface Call {
  body?: unknown;
  /** The body's raw bytes, in place of `body`. */
  raw?: RequestInit["body"];
  token?: string;
  headers?: Record<string, string>;
  remoteAddress?: string;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  json: Json;
}

export interface Api {
  runtime: Runtime;
  clock: TestClock;
  /** Calls the handler as a host would, and checks the answer against the OpenAPI document. */
  call(method: string, path: string, call?: Call): Promise<Answer>;
  get(path: string, call?: Call): Promise<Answer>;
  post(path: string, call?: Call): Promise<Answer>;
  /** A new shopper's bearer token and email. */
  signUp(): Promise<{ token: string; email: string; userId: string; cookie: string }>;
}

export const PASSWORD = "correct horse";

/**
 * The whole API on a new database, configured like a real process.
 * @param variables environment variables; rate limits are off unless these turn them on.
 */
export async function startApi(
  variables: Record<string, string> = {},
  provider: Provider = "sqlite",
): Promise<Api & { stop(): Promise<void> }> {
  const database = await createTestDatabase(provider);
  const env = readEnv("storefront", {
    DATABASE_URL: database.url,
    BETTER_AUTH_SECRET: "a secret that is known to tests alone",
    LOG_LEVEL: "silent",
    RATE_LIMIT: "off",
    ...variables,
  });
  const clock = new TestClock(new Date());
  const runtime = createRuntime(env, clock);
  const handle = createApiHandler(runtime);

  async function call(method: string, path: string, given: Call = {}): Promise<Answer> {
    const { body, raw, token, headers, remoteAddress = "203.0.113.7" } = given;
    const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const request = new Request(ORIGIN + path, {
      method,
      headers: {
        ...(body !== undefined && { "content-type": "application/json" }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(content !== undefined && { body: content, duplex: "half" as const }),
    });
    const answered = await handle(request, { remoteAddress });
    const text = await answered.text();
    const isJson = answered.headers.get("content-type")?.startsWith("application/json");
    const json = isJson && text !== "" ? JSON.parse(text) : undefined;
    if (method !== "HEAD") checkAgainstDocument(method, path, answered.status, json);
    return { status: answered.status, headers: answered.headers, text, json };
  }

  let shoppers = 0;
  return {
    runtime,
    clock,
    call,
    get: (path, given) => call("GET", path, given),
    post: (path, given) => call("POST", path, given),
    async signUp() {
      const email = `shopper-${++shoppers}@example.com`;
      const body = { email, password: PASSWORD, name: "장보미" };
      const answer = await call("POST", "/api/auth/sign-up/email", { body });
      expect(answer.status, answer.text).toBe(200);
      const token = answer.headers.get("set-auth-token") ?? "";
      const cookie = answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
      return { token, email, userId: answer.json.user.id, cookie };
    },
    async stop() {
      await runtime.close();
      await database.drop();
    },
  };
}

/** An API that only the running test uses. */
export async function apiForTest(variables?: Record<string, string>): Promise<Api> {
  const api = await startApi(variables);
  onTestFinished(() => api.stop());
  return api;
}

const document = openApiDocument();
// Zod writes each format beside a pattern that already checks the same.
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema(document, "document");

function checkAgainstDocument(method: string, path: string, status: number, json: unknown): void {
  const [template, operation] = findOperation(method, path.split("?", 1)[0] ?? "") ?? [];
  if (!operation) return;
  expect(Object.keys(operation.responses), `${method} ${path} ${status}`).toContain(String(status));
  const part = (name: string) => name.replaceAll("~", "~0").replaceAll("/", "~1");
  const pointer = ["paths", template ?? "", method.toLowerCase(), "responses", String(status)];
  const schema = `document#/${[...pointer, "content", "application/json", "schema"].map(part).join("/")}`;
  const matches = ajv.validate({ $ref: encodeURI(schema) }, json);
  const problem = `${method} ${path} ${status} ${JSON.stringify(json)}\n${ajv.errorsText()}`;
  expect(matches, problem).toBe(true);
}

type Operation = { responses: Record<string, unknown> };

function findOperation(method: string, path: string): [string, Operation] | undefined {
  const templates = Object.keys(document.paths);
  // Fixed paths come first in the document, as in the handler.
  const template = templates.find((each) =>
    new RegExp(`^${each.replace(/\{\w+\}/g, "[^/]+")}$`).test(path),
  );
  const operation = template && document.paths[template]?.[method.toLowerCase()];
  return operation ? [template, operation as Operation] : undefined;
}
