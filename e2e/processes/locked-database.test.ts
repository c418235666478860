import { spawn } from "node:child_process";
import { randomInt, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { systemClock } from "@sunchak/core";
import {
  createTestDatabase,
  expectInvariants,
  makeProduct,
  makeShopper,
  type TestDeps,
  testDeps,
  times,
} from "@sunchak/testing";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { type RunningApp, startApp } from "../start-app.ts";
import { type Answer, type Customer, makeCustomers, post, signIn } from "./customers.ts";

/** How long a stranger holds the write lock, in seconds. */
const HOLDS = process.env.TEST_LONG ? [4, 6.5, 12, 60] : [6.5, 12];
/** Every call has its answer within this time, in milliseconds. */
const PATIENCE_MS = 15_000;
const CHARGE = 1_000;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let deps: TestDeps;
let storefront: RunningApp;
let admin: RunningApp;

beforeAll(async () => {
  database = await createTestDatabase("sqlite");
  deps = testDeps(database.db, { clock: systemClock });
  const configuration = { DATABASE_URL: database.url };
  [storefront, admin] = await Promise.all([
    startApp("storefront", configuration),
    startApp("admin", configuration),
  ]);
});
afterAll(async () => {
  await Promise.all([storefront?.stop(), admin?.stop()]);
  await database?.drop();
});

/** Another process on the same file, such as a backup tool. It does not wait for locks. */
async function startStranger() {
  const file = fileURLToPath(
    new URL("../../packages/db/src/sqlite-stranger.fixture.ts", import.meta.url),
  );
  const path = database.url.slice("file:".length);
  const child = spawn(process.execPath, ["--import", "tsx", file, path], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async run(statement: string): Promise<string> {
      child.stdin.write(`${statement}\n`);
      return (await answers.next()).value;
    },
  };
}

const health = async (app: RunningApp) => {
  const answer = await fetch(`${app.url}/api/health`);
  const { dependencies, databaseProblem } = await answer.json();
  return [answer.status, dependencies.database, databaseProblem];
};

/** What the shop confirmed as stored, and the duration of the slowest call. */
class Load {
  readonly charges: { userId: string; entry: Answer }[] = [];
  readonly signUps: string[] = [];
  readonly outcomes = new Map<string, number>();
  slowestMs = 0;
  readonly #closing = new AbortController();
  readonly #running: Promise<void>[];

  constructor(customers: Customer[], everyMs: number) {
    const work = [
      ...customers.map((customer) => () => this.#charge(customer)),
      () => this.#signUp(),
    ];
    onTestFinished(() => this.#closing.abort());
    this.#running = work.map(async (call) => {
      while (!this.#closing.signal.aborted) {
        const since = performance.now();
        await call();
        this.slowestMs = Math.max(this.slowestMs, performance.now() - since);
        await pause(randomInt(everyMs));
      }
    });
  }

  async end(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#running);
  }

  #count(outcome: string): void {
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
  }

  async #charge(customer: Customer): Promise<void> {
    const body = { amount: CHARGE };
    const answer = await post(storefront.url, customer, "/balance/charges", { body });
    this.#count(answer.outcome);
    if (answer.status === 200) this.charges.push({ userId: customer.userId, entry: answer });
    else expect(answer.retryAfterSeconds).toBeGreaterThan(0);
  }

  async #signUp(): Promise<void> {
    const email = `${randomUUID()}@example.com`;
    const answer = await fetch(`${storefront.url}/api/auth/sign-up/email`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email, password: "a-good-password", name: "보미" }),
    });
    const { code } = await answer.json();
    this.#count(answer.ok ? "signed up" : `${answer.status} ${code}`);
    if (answer.ok) this.signUps.push(email);
  }
}

/** The tables hold what was answered with success, and nothing that was refused. */
async function expectTrue(load: Load, customers: Customer[], signedUpBefore: number) {
  const { client } = database.db;
  for (const { userId } of customers) {
    const answered = load.charges.filter((charge) => charge.userId === userId);
    expect(await client.ledgerEntry.count({ where: { userId } })).toBe(answered.length);
  }
  const users = await client.user.findMany({ where: { name: "보미" }, select: { id: true } });
  expect(users).toHaveLength(load.signUps.length + signedUpBefore);
  const userId = { in: users.map(({ id }) => id) };
  expect(await client.authAccount.count({ where: { userId } })).toBe(users.length);
  await expectInvariants(deps);
}

test.each(HOLDS)(
  "every answer is true while another program holds the write lock for %d s",
  async (seconds) => {
    const signedUpBefore = await database.db.client.user.count({ where: { name: "보미" } });
    const customers = await makeCustomers(deps, 6);
    const stranger = await startStranger();
    const load = new Load(customers, 200);
    await expect.poll(() => load.charges.length).toBeGreaterThan(5);

    await expect.poll(() => stranger.run("BEGIN IMMEDIATE")).toBe("done");
    const held = pause(seconds * 1_000);
    const problem = [503, "down", "locked"];
    await expect.poll(() => health(storefront)).toEqual(problem);
    expect(await health(admin)).toEqual(problem);
    await held;
    expect(await stranger.run("COMMIT")).toBe("done");

    const before = load.charges.length;
    await expect.poll(() => load.charges.length).toBeGreaterThan(before + 10);
    await load.end();
    expect(await health(storefront)).toEqual([200, "up", undefined]);
    expect(await health(admin)).toEqual([200, "up", undefined]);
    expect(await stranger.run("BEGIN IMMEDIATE")).toBe("done");
    await stranger.run("ROLLBACK");

    const {
      "200": charged = 0,
      "signed up": signedUp = 0,
      ...refused
    } = Object.fromEntries(load.outcomes);
    expect([charged > 0, signedUp > 0]).toEqual([true, true]);
    if (seconds < 5) expect(refused).toEqual({});
    else expect(Object.keys(refused)).toEqual(["503 TEMPORARILY_UNAVAILABLE"]);
    expect(load.slowestMs).toBeLessThan(PATIENCE_MS);
    await expectTrue(load, customers, signedUpBefore);
  },
);

/** Makes somebody an admin and returns their bearer token. */
async function makeAdmin(): Promise<Customer> {
  const userId = await makeShopper(deps, { role: "owner" });
  const [admin] = await signIn(deps, [userId], { passwordGivenAt: new Date() });
  if (!admin) throw new Error("nobody was signed in");
  return admin;
}

async function adjustStock({ token }: Customer, id: string): Promise<number> {
  const answer = await fetch(`${admin.url}/api/trpc/admin.product.adjustStock`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ id, quantity: 1, reason: "입고", idempotencyKey: randomUUID() }),
  });
  await answer.body?.cancel();
  return answer.status;
}

test("writes are refused while the admin app is stopped in the middle of a stock change, and both apps go on afterwards", async () => {
  const signedUpBefore = await database.db.client.user.count({ where: { name: "보미" } });
  const [customers, manager] = [await makeCustomers(deps, 4), await makeAdmin()];
  const productId = await makeProduct(deps, { stock: 0 });
  const stranger = await startStranger();
  const statuses: number[] = [];
  const closing = new AbortController();
  onTestFinished(() => closing.abort());
  const stocking = times(4, async () => {
    while (!closing.signal.aborted) statuses.push(await adjustStock(manager, productId));
  });
  await expect.poll(() => statuses.length).toBeGreaterThan(10);

  // Until the process is stopped at a moment at which it holds the lock.
  for (;;) {
    admin.child.kill("SIGSTOP");
    const lock = await stranger.run("BEGIN IMMEDIATE");
    if (lock !== "done") break;
    await stranger.run("ROLLBACK");
    admin.child.kill("SIGCONT");
    await pause(randomInt(20));
  }
  const load = new Load(customers, 100);
  const refused = () => load.outcomes.get("503 TEMPORARILY_UNAVAILABLE") ?? 0;
  await expect.poll(refused).toBeGreaterThan(0);
  expect(await health(storefront)).toEqual([503, "down", "locked"]);
  admin.child.kill("SIGCONT");

  const before = load.charges.length;
  await expect.poll(() => load.charges.length).toBeGreaterThan(before + 10);
  const stocked = statuses.filter((status) => status === 200).length;
  await expect
    .poll(() => statuses.filter((status) => status === 200).length)
    .toBeGreaterThan(stocked + 5);
  closing.abort();
  await Promise.all(stocking);
  await load.end();

  expect(statuses.filter((status) => status !== 200 && status !== 503)).toEqual([]);
  const { stock } = await database.db.client.product.findUniqueOrThrow({
    where: { id: productId },
  });
  expect(stock).toBe(statuses.filter((status) => status === 200).length);
  await expectTrue(load, customers, signedUpBefore);
});

test("two apps and the command line write at once, and none of them starves", async () => {
  const signedUpBefore = await database.db.client.user.count({ where: { name: "보미" } });
  const [customers, manager] = [await makeCustomers(deps, 8), await makeAdmin()];
  const productId = await makeProduct(deps, { stock: 0 });
  const load = new Load(customers, 1);
  const script = fileURLToPath(new URL("../../scripts/create-admin.ts", import.meta.url));
  const invariants = fileURLToPath(new URL("../../scripts/invariants.ts", import.meta.url));
  const run = async (file: string, ...options: string[]) => {
    const child = spawn(process.execPath, ["--import", "tsx", file, ...options], {
      env: { PATH: process.env.PATH, DATABASE_URL: database.url },
      stdio: ["ignore", "ignore", "inherit"],
    });
    const [status] = await once(child, "exit");
    return status;
  };
  const password = "q7#Lm2!vTz9w";
  const made = await Promise.all([
    ...times(20, () => adjustStock(manager, productId)),
    ...times(2, (i) => run(script, "--email", `${i}@admins.example`, "--password", password)),
    run(invariants),
  ]);
  await load.end();
  expect(made).toEqual([...times(20, () => 200), 0, 0, 0]);
  expect(Object.keys(Object.fromEntries(load.outcomes)).sort()).toEqual(["200", "signed up"]);
  expect(load.slowestMs).toBeLessThan(PATIENCE_MS);
  await expectTrue(load, customers, signedUpBefore);
});
