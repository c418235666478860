import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { registerUser } from "@sunchak/auth";
import { isStaff, type UserRole } from "@sunchak/core";
import type { Provider } from "@sunchak/db";
import { readEnv } from "@sunchak/env";
import { createTestDatabase, type Json, TestClock } from "@sunchak/testing";
import { expect, onTestFinished } from "vitest";
import { type ApiHandler, createApiHandler } from "../handle-api.ts";
import { createImageStore } from "../images/image-store.ts";
import { createRuntime, type Runtime } from "../runtime.ts";

export const ADMIN_ORIGIN = "http://localhost:3001";
export const PASSWORD = "correct horse";

export interface AdminApi {
  runtime: Runtime;
  clock: TestClock;
  send: Send;
  /** Calls the storefront on the same database. */
  sendToStorefront: Send;
  /** Calls a procedure over HTTP. */
  query(name: string, input?: unknown, token?: string): Promise<Called>;
  /** Calls a mutation over HTTP, with a new idempotency key unless the input has one. */
  mutate(name: string, input?: object, token?: string): Promise<Called>;
  /** Calls a mutation of the storefront over HTTP, with exactly this input. */
  mutateAtStorefront(name: string, input: object, token: string): Promise<Called>;
  /** Makes a user and signs them in: an admin to the admin app, a shopper to the storefront. */
  person(role: UserRole): Promise<{ id: string; email: string; token: string }>;
}

type Send = (
  method: string,
  path: string,
  init?: RequestInit & { token?: string; remoteAddress?: string },
) => Promise<Response>;

interface Called {
  status: number;
  data: Json;
  error: Json;
}

/** The admin app's API on a new database, and the storefront's sign-in on the same database. */
export async function adminApiForTest(
  variables: Record<string, string> = {},
  provider: Provider = "sqlite",
): Promise<AdminApi> {
  const database = await createTestDatabase(provider);
  const source = {
    DATABASE_URL: database.url,
    BETTER_AUTH_SECRET: "a secret that is known to tests alone",
    LOG_LEVEL: "silent",
    RATE_LIMIT: "off",
    ...variables,
  };
  const clock = new TestClock(new Date());
  const runtime = createRuntime(readEnv("admin", source), clock, "admin");
  const folder = mkdtempSync(join(tmpdir(), "sunchak-uploads-"));
  runtime.images = createImageStore(folder);
  const storefront = createRuntime(readEnv("storefront", source), clock);
  onTestFinished(async () => {
    await Promise.all([runtime.close(), storefront.close()]);
    await database.drop();
    rmSync(folder, { recursive: true });
  });
  const handle = createApiHandler(runtime);
  const handleStorefront = createApiHandler(storefront);

  const sender =
    (handler: ApiHandler, origin: string): Send =>
    (method, path, { token, headers, remoteAddress = "203.0.113.7", ...init } = {}) => {
      const all = new Headers(headers);
      if (token !== undefined) all.set("authorization", `Bearer ${token}`);
      return handler(new Request(origin + path, { method, headers: all, ...init }), {
        remoteAddress,
      });
    };
  const send = sender(handle, ADMIN_ORIGIN);
  const sendToStorefront = sender(handleStorefront, "http://localhost:3000");
  const called = async (answer: Response): Promise<Called> => {
    const json = (await answer.json()) as { result?: { data: unknown }; error?: { data: unknown } };
    return { status: answer.status, data: json.result?.data, error: json.error?.data };
  };
  const post = (to: Send, name: string, input: object, token: string | undefined) =>
    to("POST", `/api/trpc/${name}`, {
      token,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(input),
    }).then(called);
  let people = 0;
  return {
    runtime,
    clock,
    send,
    sendToStorefront,
    async query(name, input, token) {
      const search =
        input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
      return called(await send("GET", `/api/trpc/${name}${search}`, { token }));
    },
    mutate: (name, input, token) =>
      post(send, name, { idempotencyKey: randomUUID(), ...input }, token),
    mutateAtStorefront: (name, input, token) => post(sendToStorefront, name, input, token),
    async person(role) {
      const email = `person-${++people}@example.com`;
      const { id } = await registerUser(database.db, {
        email,
        password: PASSWORD,
        name: "관리자",
        role,
      });
      const enter = isStaff(role) ? send : sendToStorefront;
      const answer = await enter("POST", "/api/auth/sign-in/email", {
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ email, password: PASSWORD }),
      });
      expect(answer.status).toBe(200);
      return { id, email, token: answer.headers.get("set-auth-token") ?? "" };
    },
  };
}
