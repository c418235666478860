import { getRuntime, setRuntime } from "@sunchak/api";
import { createTestDatabase } from "@sunchak/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { GET, POST } from "./[...path]/route.ts";

let drop: () => Promise<void>;
beforeAll(async () => {
  const database = await createTestDatabase("sqlite");
  drop = database.drop;
  process.env.DATABASE_URL = database.url;
  process.env.BETTER_AUTH_SECRET = "a secret that is known to tests alone";
  process.env.LOG_LEVEL = "silent";
});
afterAll(async () => {
  await getRuntime().close();
  await drop();
});

const url = (path: string) => `http://localhost:3000${path}`;

test("the catch-all route answers like the server, and makes its runtime at the first call", async () => {
  expect((await GET(new Request(url("/api/health")))).status).toBe(200);
  const signedUp = await POST(
    new Request(url("/api/auth/sign-up/email"), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: "bomi@example.com", password: "correct horse", name: "보미" }),
    }),
  );
  const token = signedUp.headers.get("set-auth-token");
  const headers = { authorization: `Bearer ${token}` };
  const balance = await GET(new Request(url("/api/v1/balance"), { headers }));
  expect(await balance.json()).toEqual({ balance: 0 });
});

test("the catch-all route keeps no live stream, and says so", async () => {
  const answer = await GET(new Request(url("/api/v1/coupons/any/live")));
  expect([answer.status, (await answer.json()).code]).toEqual([503, "TOO_MANY_STREAMS"]);
  expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
});

test("the catch-all route answers nothing where our own server answers the API", async () => {
  setRuntime(getRuntime());
  expect((await GET(new Request(url("/api/health")))).status).toBe(404);
});
