import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { runInvariantCheck } from "@sunchak/core";
import { openDatabase } from "@sunchak/db";
import { createTestDatabase, makeCampaign, makePaidEvent, makeProduct } from "@sunchak/testing";
import { expect, onTestFinished, test } from "vitest";
import { apiForTest, ORIGIN } from "../api.fixture.ts";
import { createApiHandler } from "../handle-api.ts";
import { createLog } from "../watch/log.ts";

interface Line {
  level: string;
  fields: Record<string, unknown>;
  message: string;
}

/** An API whose log the test can read. */
async function loggedApi() {
  const api = await apiForTest();
  const lines: Line[] = [];
  const logAs = (level: string) => (fields: Record<string, unknown>, message: string) => {
    lines.push({ level, fields, message });
  };
  const log = { info: logAs("info"), warn: logAs("warn"), error: logAs("error") };
  const handle = createApiHandler({ ...api.runtime, deps: { ...api.runtime.deps, log } });
  const send = (path: string, init: RequestInit = {}) =>
    handle(new Request(ORIGIN + path, init), { remoteAddress: "203.0.113.7" });
  return { ...api, lines, send };
}

test("a refusal can be found in the log by its x-request-id, and its body has the spec's fields only", async () => {
  const { lines, send } = await loggedApi();
  const json = { "content-type": "application/json" };
  const refused: [string, RequestInit, number, string][] = [
    ["/api/v1/balance", {}, 401, "UNAUTHENTICATED"],
    ["/api/v1/products/nothing", {}, 404, "NOT_FOUND"],
    ["/api/v1/orders", { method: "POST", body: "{", headers: json }, 401, "UNAUTHENTICATED"],
    ["/api/v1/products?page=x", {}, 400, "VALIDATION_FAILED"],
    ["/api/trpc/balance.get", {}, 401, "UNAUTHENTICATED"],
  ];
  for (const [path, init, status, code] of refused) {
    const answer = await send(path, init);
    expect(answer.status, path).toBe(status);
    const requestId = answer.headers.get("x-request-id");
    expect(requestId).toMatch(/^[2-9A-HJ-NP-Z]{10}$/);
    expect(lines.splice(0)).toEqual([
      {
        level: "info",
        message: "A call was refused",
        fields: expect.objectContaining({
          requestId,
          method: init.method ?? "GET",
          path: path.split("?", 1)[0],
          status,
          codes: [code],
        }),
      },
    ]);
    if (path.startsWith("/api/trpc")) continue;
    const fields = Object.keys((await answer.json()) as object);
    expect(fields.filter((field) => field !== "details")).toEqual(["code", "message"]);
  }
  expect((await send("/api/v1/products")).headers.get("x-request-id")).toBeTruthy();
  expect(lines).toEqual([]);
});

test("every answer has an id of ours, and the log also has the client's id when it is well formed", async () => {
  const { lines, send } = await loggedApi();
  const idsOf = async (given: string) => {
    const headers = { "x-request-id": given };
    const fine = await send("/api/v1/products", { headers });
    const refused = await send("/api/v1/balance", { headers });
    const ids = [fine, refused].map((answer) => answer.headers.get("x-request-id"));
    for (const id of ids) expect(id).toMatch(/^[2-9A-HJ-NP-Z]{10}$/);
    const [line] = lines.splice(0);
    expect(line?.fields.requestId).toBe(ids[1]);
    return line?.fields.clientRequestId;
  };
  expect(await idsOf("9f1c2d3e-trace.1:2/3+4=")).toBe("9f1c2d3e-trace.1:2/3+4=");
  expect(await idsOf("7KQ29XMPT4")).toBe("7KQ29XMPT4");
  for (const given of ["", "x".repeat(65), "a b", '","level":"error', "a\tb", "caf\u00e9"]) {
    expect(await idsOf(given)).toBeUndefined();
  }
});

test("an untrusted proxy is reported once, when it forwards a sign-in", async () => {
  const { lines, send } = await loggedApi();
  const body = JSON.stringify({ email: "someone@example.com", password: "wrong" });
  const signIn = (headers: Record<string, string>) =>
    send("/api/auth/sign-in/email", {
      method: "POST",
      body,
      headers: { "content-type": "application/json", ...headers },
    });
  const warnings = () => lines.filter(({ level }) => level === "warn");
  await signIn({});
  expect(warnings()).toEqual([]);
  await signIn({ "x-forwarded-for": "198.51.100.1" });
  await signIn({ via: "1.1 proxy" });
  expect(warnings()).toEqual([
    { level: "warn", fields: {}, message: expect.stringContaining("TRUSTED_PROXIES") },
  ]);
});

test("the log names neither the caller nor the input", async () => {
  const { lines, send } = await loggedApi();
  const body = JSON.stringify({ email: "someone@example.com", password: "their password" });
  const headers = { "content-type": "application/json", authorization: "Bearer a-session" };
  await send("/api/auth/sign-in/email", { method: "POST", body, headers });
  await send("/api/v1/balance?token=hush", { headers });
  expect(lines).toHaveLength(2);
  expect(JSON.stringify(lines)).not.toMatch(/someone|their password|a-session|hush|203\.0/);
});

test("request metrics use the route's template and the procedure's name, never a path", async () => {
  const api = await apiForTest();
  const { token } = await api.signUp();
  const id = await makeProduct(api.runtime.deps);
  await api.get(`/api/v1/products/${id}`);
  await api.get("/api/v1/products/top");
  await api.get("/api/trpc/product.categories");
  await api.get("/api/trpc/product.categories,balance.get?batch=1&input=%7B%7D", { token });
  await api.get("/api/trpc/nothing");
  await api.get("/nowhere/at-all");
  const { text } = await api.get("/metrics", { remoteAddress: "127.0.0.1" });
  const counted = [...text.matchAll(/http_request_duration_seconds_count\{(.*)\} (\d+)/g)].map(
    ([, labels, count]) => `${labels} ${count}`,
  );
  expect(counted.sort()).toEqual([
    'method="GET",route="/api/trpc/batch",status="200" 1',
    'method="GET",route="/api/trpc/none",status="404" 1',
    'method="GET",route="/api/trpc/product.categories",status="200" 1',
    'method="GET",route="/api/v1/products/:id",status="200" 1',
    'method="GET",route="/api/v1/products/top",status="200" 1',
    'method="GET",route="none",status="404" 1',
    'method="POST",route="/api/auth/sign-up/email",status="200" 1',
  ]);
  expect(text).not.toMatch(new RegExp(`${id}|at-all`));
});

test("refused calls are counted by code, and lock waits by outcome", async () => {
  const api = await apiForTest();
  const { token } = await api.signUp();
  const { deps } = api.runtime;
  const [free, held] = [await makeCampaign(deps), await makeCampaign(deps)];
  await deps.lock.acquire(`lock:coupon:${held}`, "another", 60_000);
  await api.post(`/api/v1/coupons/${free}/issue`, { token });
  await api.post(`/api/v1/coupons/${held}/issue`, { token });
  await api.post(`/api/v1/balance/charges`, { token, body: { amount: 1 } });
  const { text } = await api.get("/metrics", { remoteAddress: "127.0.0.1" });
  expect(text).toContain('sunchak_refused_calls_total{code="COUPON_BUSY"} 1');
  expect(text).toContain('sunchak_refused_calls_total{code="VALIDATION_FAILED"} 1');
  // One of the two locks was taken by the test itself.
  expect(text).toContain('sunchak_lock_wait_seconds_count{outcome="taken"} 2');
  expect(text).toContain('sunchak_lock_wait_seconds_count{outcome="busy"} 1');
});

test("the metrics show the state of exports, ranking and invariants", async () => {
  const api = await apiForTest();
  const { deps } = api.runtime;
  const gauge = async (name: string) => {
    const { text } = await api.get("/metrics", { remoteAddress: "127.0.0.1" });
    return new RegExp(`^sunchak_${name} (.*)$`, "m").exec(text)?.[1];
  };
  expect(await gauge("ranking_age_seconds")).toBeUndefined();
  expect(await gauge("invariants_broken")).toBeUndefined();
  const { eventId } = await makePaidEvent(deps);
  await runInvariantCheck(deps, { actorId: (await api.signUp()).userId });
  api.clock.advance(90_000);
  expect(await gauge("database_up")).toBe("1");
  expect(await gauge("outbox_waiting")).toBe("1");
  expect(await gauge("outbox_lag_seconds")).toBe("90");
  expect(await gauge("outbox_dead")).toBe("0");
  expect(await gauge("invariants_broken")).toBe("0");
  expect(await gauge("invariants_age_seconds")).toBe("90");
  await deps.db.client.outboxEvent.update({ where: { id: eventId }, data: { status: "DEAD" } });
  expect(await gauge("outbox_waiting")).toBe("0");
  expect(await gauge("outbox_dead")).toBe("1");
});

test("the metrics are served while the database is away, and say so", async () => {
  const api = await apiForTest({ DATABASE_URL: "postgresql://nobody@127.0.0.1:1/nothing" });
  const { status, text } = await api.get("/metrics", { remoteAddress: "127.0.0.1" });
  expect(status).toBe(200);
  expect(text).toMatch(/^sunchak_database_up 0$/m);
  expect(text).toContain("process_cpu_seconds_total");
  expect(text).not.toMatch(/^sunchak_(outbox|exports_elsewhere|ranking|invariants)\w* /m);
});

test("a process that is shutting down is alive but not ready", async () => {
  const api = await apiForTest();
  expect((await api.get("/api/health")).status).toBe(200);
  api.runtime.stopping = true;
  const ready = await api.get("/api/health");
  expect(ready.status).toBe(503);
  expect(ready.json).toMatchObject({ status: "unavailable", dependencies: { database: "up" } });
  const live = await api.get("/api/health/live");
  expect([live.status, live.json]).toEqual([200, { status: "ok" }]);
});

test("a database error is logged without the row that it quotes", async () => {
  const { db, url, drop } = await createTestDatabase("postgresql");
  onTestFinished(drop);
  const other = openDatabase(url);
  onTestFinished(() => other.close());
  const lines: string[] = [];
  const log = createLog(
    { logLevel: "info", secrets: [] },
    { write: (line) => void lines.push(line) },
  );
  const email = "someone@example.com";
  const data = { id: randomUUID(), name: "장보미", email, role: "user" };
  await db.client.user.create({ data });
  const columns = Object.entries({ name: data.name, email, role: "user" });
  const again = () =>
    db.client.$executeRawUnsafe(
      `INSERT INTO users (id, ${columns.map(([name]) => name)}) VALUES ('x', ${columns.map(([, value]) => `'${value}'`)})`,
    );
  const short = () =>
    db.client
      .$executeRaw`INSERT INTO accounts (user_id, balance, entry_count) VALUES (${data.id}, -5, 7777)`;
  for (const fail of [again, short]) {
    const err = await fail().then(
      () => expect.unreachable(),
      (error: unknown) => error,
    );
    log.error({ err }, "It failed");
  }
  expect(lines).toHaveLength(2);
  for (const line of lines) {
    expect(JSON.parse(line)).toMatchObject({
      level: "error",
      msg: "It failed",
      err: { code: "P2010" },
    });
    expect(line).toMatch(/constraint/);
    expect(line).not.toMatch(/someone|장보미|7777/);
  }
});

test("every metric that an alarm uses exists", async () => {
  const alarms = await readFile(
    new URL("../../../../docs/prometheus-alarms.yml", import.meta.url),
    "utf8",
  );
  const api = await apiForTest();
  const { text } = await api.get("/metrics", { remoteAddress: "127.0.0.1" });
  const names = new Set(alarms.match(/\b(sunchak|nodejs|process)_\w+/g));
  expect(names.size).toBeGreaterThan(10);
  for (const name of names) {
    expect(text).toContain(`# TYPE ${name.replace(/_(bucket|count|sum)$/, "")} `);
  }
});
