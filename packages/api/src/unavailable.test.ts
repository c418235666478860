import { openDatabase } from "@sunchak/db";
import { makeProduct, makeShopper, times } from "@sunchak/testing";
import { describe, expect, onTestFinished, test } from "vitest";
import { type Answer, PASSWORD, startApi } from "./api.fixture.ts";

const signUp = "/api/auth/sign-up/email";
const signIn = "/api/auth/sign-in/email";

async function apiForTest(provider: "sqlite" | "postgresql") {
  const api = await startApi({}, provider);
  onTestFinished(() => api.stop());
  return api;
}

/** Holds the write lock of a SQLite file until it is released. */
async function holdLock(url: string): Promise<() => Promise<void>> {
  const other = openDatabase(url);
  let letGo = () => {};
  const told = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let held: Promise<void> = Promise.resolve();
  await new Promise<void>((taken) => {
    held = other.transaction(async () => {
      taken();
      await told;
    });
  });
  return async () => {
    letGo();
    await held;
    await other.close();
  };
}

test("every write is told to come back while the write lock is held, and none is stored", async () => {
  const api = await apiForTest("sqlite");
  const { runtime } = api;
  const { token, email } = await api.signUp();
  const { client } = runtime.deps.db;
  const productId = await makeProduct(runtime.deps, {});
  await makeShopper(runtime.deps);
  const before = await Promise.all([client.user.count(), client.session.count()]);

  const release = await holdLock(runtime.env.databaseUrl);
  const person = { email: "new@example.com", password: PASSWORD, name: "보미" };
  const charge = { amount: 5_000 };
  const lines = [{ productId, quantity: 1 }];
  const calls: Record<string, Promise<Answer>> = {
    charge: api.post("/api/v1/balance/charges", { token, body: charge }),
    order: api.post("/api/v1/orders", { token, body: { lines } }),
    trpc: api.post("/api/trpc/balance.charge", { token, body: charge }),
    signUp: api.post(signUp, { body: person }),
    signIn: api.post(signIn, { body: { email, password: PASSWORD } }),
    signOut: api.post("/api/auth/sign-out", { token, body: {} }),
    changePassword: api.post("/api/auth/change-password", {
      token,
      body: { currentPassword: PASSWORD, newPassword: "another horse" },
    }),
  };
  const reads = await Promise.all([
    api.get("/api/v1/products"),
    api.get("/api/v1/balance", { token }),
    api.get("/api/auth/get-session", { token }),
  ]);
  expect(reads.map(({ status }) => status)).toEqual([200, 200, 200]);
  const health = await api.get("/api/health");
  expect([health.status, health.json.databaseProblem]).toEqual([503, "locked"]);

  for (const [name, call] of Object.entries(calls)) {
    const { status, headers, json } = await call;
    const { code, details } = json.error?.data ?? json;
    const told = [status, code, details, name === "trpc" ? "2" : headers.get("retry-after")];
    expect([name, told]).toEqual([
      name,
      [503, "TEMPORARILY_UNAVAILABLE", { retryAfterSeconds: 2 }, "2"],
    ]);
  }
  await release();
  expect(await Promise.all([client.user.count(), client.session.count()])).toEqual(before);
  expect(await client.ledgerEntry.count()).toBe(0);

  expect((await api.get("/api/health")).status).toBe(200);
  const after = await Promise.all([
    api.post("/api/v1/balance/charges", { token, body: charge }),
    api.post(signUp, { body: person }),
    api.post(signIn, { body: { email, password: PASSWORD } }),
  ]);
  expect(after.map(({ status }) => status)).toEqual([200, 200, 200]);
});

describe.each(["sqlite", "postgresql"] as const)("on %s", (provider) => {
  test("more sign-ups at once than there are connections all succeed", async () => {
    const api = await apiForTest(provider);
    const answers = await Promise.all(
      times(15, (i) =>
        api.post(signUp, { body: { email: `${i}@example.com`, password: PASSWORD, name: "보미" } }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(times(15, () => 200));
    expect(await api.runtime.deps.db.client.session.count()).toBe(15);
  });

  test("a sign-up that fails half way stores nothing, and can be repeated", async () => {
    const api = await apiForTest(provider);
    const { client } = api.runtime.deps.db;
    const person = { email: "half@example.com", password: PASSWORD, name: "보미" };
    await client.$executeRaw`ALTER TABLE sessions RENAME TO sessions_away`;
    expect((await api.post(signUp, { body: person })).status).toBe(500);
    expect([await client.user.count(), await client.authAccount.count()]).toEqual([0, 0]);
    await client.$executeRaw`ALTER TABLE sessions_away RENAME TO sessions`;
    expect((await api.post(signUp, { body: person })).status).toBe(200);
    const { email, password } = person;
    expect((await api.post(signIn, { body: { email, password } })).status).toBe(200);
  });
});

test("without the database every call is 503 with Retry-After, and health says why", async () => {
  const api = await startApi({ DATABASE_URL: "postgresql://nobody@127.0.0.1:1/nothing" });
  onTestFinished(() => api.stop());
  const answers = await Promise.all([
    api.get("/api/v1/products"),
    api.get("/api/v1/coupons"),
    api.get("/api/v1/products/top"),
    api.post(signUp, { body: { email: "a@example.com", password: PASSWORD, name: "보미" } }),
    api.post(signIn, { body: { email: "a@example.com", password: PASSWORD } }),
  ]);
  for (const { status, json, headers } of answers) {
    expect([status, json.code, headers.get("retry-after")]).toEqual([
      503,
      "TEMPORARILY_UNAVAILABLE",
      "2",
    ]);
  }
  const health = await api.get("/api/health");
  expect([health.status, health.json.databaseProblem]).toEqual([503, "unreachable"]);
});
