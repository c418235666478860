import { databaseOf } from "@sunchak/db";
import {
  allAtOnce,
  expectInvariants,
  makeCampaign,
  makeShopper,
  makeShoppers,
  onEachDatabase,
  testDeps,
  times,
} from "@sunchak/testing";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import { Door } from "./door.ts";
import { issueBatch } from "./issue-batch.ts";
import { issueCoupon } from "./issue-coupon.ts";
import { rememberKey } from "./log-keys.ts";

const OK = "a coupon";
const ALREADY = "COUPON_ALREADY_ISSUED";
const SOLD_OUT = "COUPON_SOLD_OUT";
const NOT_OPEN = "COUPON_NOT_OPEN";

onEachDatabase((database, provider) => {
  let deps: ReturnType<typeof testDeps>;

  beforeEach(() => {
    deps = testDeps(database());
  });
  afterEach(() => void vi.useRealTimers());

  /** The codes of the answers of one batch. */
  const issue = async (id: string, userIds: (string | undefined)[], to = deps) => {
    const requests = userIds.map((userId = "") => ({ userId, arrivedAt: 0 }));
    const { answers } = await issueBatch(to, id, requests);
    return answers.map((answer) => (answer instanceof DomainError ? answer.code : OK));
  };
  const ask = (id: string, userId = "") =>
    issueCoupon(deps, { id, userId }).then(
      () => OK,
      (error) => error.code ?? error,
    );
  /**
   * Waits until another transaction waits for a row. On SQLite that transaction waits before it
   * begins.
   */
  const untilBlocked = async () => {
    if (provider === "sqlite") return;
    const waiters = () => deps.db.client.$queryRaw`
      SELECT pid FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await expect.poll(waiters, { interval: 5 }).toHaveLength(1);
  };
  const countTransactions = () => {
    const { db } = deps;
    let transactions = 0;
    deps.db = {
      ...db,
      transaction: (work) => {
        transactions += 1;
        return db.transaction(work);
      },
    };
    return () => transactions;
  };
  const lockOf = (id: string) => `lock:coupon:${id}`;

  it("issues coupons in order of arrival while there are any, and refuses the rest", async () => {
    const id = await makeCampaign(deps, { totalQuantity: 450 });
    const shoppers = times(1_000, () => newId(deps.clock)).sort(() => Math.random() - 0.5);
    const data = shoppers.map((shopper) => ({ id: shopper, name: "", email: shopper }));
    await deps.db.client.user.createMany({ data });
    const answers = await issue(id, shoppers);
    expect(answers).toEqual([...times(450, () => OK), ...times(550, () => SOLD_OUT)]);
    const held = await deps.db.client.issuedCoupon.findMany({
      where: { campaignId: id },
      orderBy: { id: "asc" },
    });
    expect(held.map(({ userId }) => userId)).toEqual(shoppers.slice(0, 450));
    expect(held.map(({ number }) => number)).toEqual(times(450, (i) => i + 1));
    await expectInvariants(deps);
  });

  it("uses up no coupon for a shopper who holds one, nor for a shopper's second request", async () => {
    const id = await makeCampaign(deps, { totalQuantity: 4 });
    const [holder, a, b, c, late] = await makeShoppers(deps, 5);
    expect(await issue(id, [holder])).toEqual([OK]);
    expect(await issue(id, [holder, a, a, b, holder, c, late, c])).toEqual([
      ...[ALREADY, OK, ALREADY, OK, ALREADY, OK],
      ...[SOLD_OUT, ALREADY],
    ]);
    await expectInvariants(deps);
  });

  it("answers a repeat under its key with the same coupon, even after the campaign has closed", async () => {
    const id = await makeCampaign(deps, { totalQuantity: 2 });
    const [first = "", second = ""] = await makeShoppers(deps, 2);
    const asFirst = (idempotencyKey?: string) =>
      issueCoupon(deps, { id, userId: first, idempotencyKey });
    const { succeeded } = await allAtOnce(times(50, () => () => asFirst("press")));
    expect(new Set(succeeded.map((coupon) => JSON.stringify(coupon))).size).toBe(1);
    expect(succeeded).toHaveLength(50);
    const others = [() => asFirst("another press"), () => asFirst(), () => asFirst()];
    expect((await allAtOnce(others)).refused).toEqual({ [ALREADY]: 3 });
    expect(await ask(id, second)).toBe(OK);
    deps.clock.advance(365 * 86_400_000);
    expect(await ask(id, second)).toBe(ALREADY);
    expect(await asFirst("press")).toEqual(succeeded[0]);
    await expectInvariants(deps);
  });

  it("counts a key for its campaign and its shopper alone, and the first of two keys at once", async () => {
    const id = await makeCampaign(deps, { totalQuantity: 3 });
    const other = await makeCampaign(deps, { totalQuantity: 3 });
    const [first = "", second = ""] = await makeShoppers(deps, 2);
    const by = (userId: string, campaign: string, idempotencyKey: string) =>
      issueCoupon(deps, { id: campaign, userId, idempotencyKey });
    const coupon = await by(first, id, "press");
    expect((await by(first, other, "press")).couponId).toBe(other);
    expect((await by(second, id, "press")).issuedCouponId).not.toBe(coupon.issuedCouponId);
    const keys = ["one", "two"];
    const { succeeded, refused } = await allAtOnce(keys.map((key) => () => by(second, other, key)));
    expect([succeeded.length, refused]).toEqual([1, { [ALREADY]: 1 }]);
    await expectInvariants(deps);
  });

  it("counts what another transaction issued while this one waited for it", async () => {
    const id = await makeCampaign(deps, { totalQuantity: 2 });
    const [first, second, third] = await makeShoppers(deps, 3);
    let waiting: Promise<string[]> | undefined;
    await deps.db.transaction(async (tx) => {
      await tx.couponCampaign.update({ where: { id }, data: { issuedCount: { increment: 1 } } });
      waiting ??= issue(id, [first, second, third]);
      await untilBlocked();
      await tx.issuedCoupon.create({
        data: {
          id: newId(deps.clock),
          campaignId: id,
          userId: first ?? "",
          issuedAt: deps.clock.now(),
          expiresAt: deps.clock.now(),
        },
      });
    });
    expect(await waiting).toEqual([ALREADY, OK, SOLD_OUT]);
    await expectInvariants(deps);
  });

  it("issues nothing when the campaign closed or was paused while the batch waited", async () => {
    const soon = new Date(deps.clock.now().getTime() + 1_000);
    const closing = await makeCampaign(deps, { closesAt: soon });
    const pausing = await makeCampaign(deps);
    const [shopper] = await makeShoppers(deps, 1);
    for (const id of [closing, pausing]) {
      let waiting: Promise<string[]> | undefined;
      await deps.db.transaction(async (tx) => {
        const pausedAt = id === pausing ? deps.clock.now() : null;
        await tx.couponCampaign.update({ where: { id }, data: { pausedAt } });
        waiting ??= issue(id, [shopper]);
        await untilBlocked();
        if (id === closing) deps.clock.set(soon);
      });
      expect(await waiting).toEqual([NOT_OPEN]);
    }
  });

  it("refuses only the holder of a coupon that was stored without the campaign's count", async () => {
    // SQLite has one writer at a time, so nobody can write in between.
    if (provider === "sqlite") return;
    const id = await makeCampaign(deps, { totalQuantity: 10 });
    const [a, cheat, b] = await makeShoppers(deps, 3);
    let writes = 0;
    const client = deps.db.client.$extends({
      query: {
        async $executeRaw({ args, query }) {
          if (!args.sql.includes("INSERT INTO issued_coupons")) return query(args);
          const [issuedAt, expiresAt] = [deps.clock.now(), deps.clock.now()];
          const userId = cheat ?? "";
          const data = { id: newId(deps.clock), campaignId: id, userId, issuedAt, expiresAt };
          if (++writes === 1) await deps.db.client.issuedCoupon.create({ data });
          return query(args);
        },
      },
    });
    const db = databaseOf(client as unknown as typeof deps.db.client, deps.db);
    expect(await issue(id, [a, cheat, b], { ...deps, db })).toEqual([OK, ALREADY, OK]);
    expect(writes).toBe(2);
    const { issuedCount } = await deps.db.client.couponCampaign.findUniqueOrThrow({
      where: { id },
    });
    expect(issuedCount).toBe(2);
    await deps.db.client.couponCampaign.update({ where: { id }, data: { issuedCount: 3 } });
  });

  it("uses one lock request and one transaction for 100 shoppers who ask at once", async () => {
    let locks = 0;
    const { lock } = deps;
    deps.lock = {
      ...lock,
      acquire: (...call) => {
        locks += 1;
        return lock.acquire(...call);
      },
    };
    const transactions = countTransactions();
    const id = await makeCampaign(deps, { totalQuantity: 70 });
    const shoppers = await makeShoppers(deps, 100);
    const { succeeded, refused } = await allAtOnce(
      shoppers.map((userId) => () => issueCoupon(deps, { id, userId })),
    );
    expect([succeeded.length, refused]).toEqual([70, { [SOLD_OUT]: 30 }]);
    expect([locks, transactions()]).toEqual([1, 1]);
  });

  it("answers more than a thousand requests a thousand at a time", async () => {
    const transactions = countTransactions();
    const id = await makeCampaign(deps, { totalQuantity: 10 });
    const [shopper] = await makeShoppers(deps, 1);
    const answers = await Promise.all(times(1_100, () => ask(id, shopper)));
    expect(answers).toEqual([OK, ...times(1_099, () => ALREADY)]);
    expect(transactions()).toBe(2);
  });

  it("refuses exactly without the lock while the campaign is not open, and issues once it opens", async () => {
    const now = deps.clock.now();
    const minutes = (n: number) => new Date(now.getTime() + n * 60_000);
    const id = await makeCampaign(deps, {
      totalQuantity: 1,
      opensAt: minutes(1),
      closesAt: minutes(9),
    });
    const [holder, other] = await makeShoppers(deps, 2);
    expect(await ask(id, holder)).toBe(NOT_OPEN);
    await deps.lock.acquire(lockOf(id), "another process", 60_000);
    expect(await ask(id, holder)).toBe(NOT_OPEN);
    deps.clock.set(minutes(1));
    expect(await ask(id, holder)).toBe("COUPON_BUSY");
    await deps.lock.release(lockOf(id), "another process");
    expect(await ask(id, holder)).toBe(OK);

    await deps.lock.acquire(lockOf(id), "another process", 60_000);
    expect(await ask(id, other)).toBe(SOLD_OUT);
    expect(await ask(id, holder)).toBe(ALREADY);
    const pausedAt = deps.clock.now();
    await deps.db.client.couponCampaign.update({ where: { id }, data: { pausedAt } });
    expect(await ask(id, other)).toBe(NOT_OPEN);
    await deps.db.client.couponCampaign.update({ where: { id }, data: { pausedAt: null } });
    expect(await ask(id, other)).toBe(SOLD_OUT);
    deps.clock.set(minutes(9));
    expect([await ask(id, other), await ask(id, holder)]).toEqual([NOT_OPEN, ALREADY]);
  });

  it("tells a database error to everybody who waits, and serves the next requests", async () => {
    const id = await makeCampaign(deps);
    const shoppers = await makeShoppers(deps, 20);
    const rename = (from: string, to: string) =>
      deps.db.client.$executeRawUnsafe(`ALTER TABLE ${from} RENAME TO ${to}`);
    await rename("issued_coupons", "away");
    const errors = await Promise.all(shoppers.map((shopper) => ask(id, shopper)));
    await rename("away", "issued_coupons");
    for (const error of errors) expect(error).toBe(errors[0]);
    expect(errors[0]).not.toBeInstanceOf(DomainError);
    expect(await Promise.all(shoppers.map((shopper) => ask(id, shopper)))).toEqual(
      shoppers.map(() => OK),
    );
    await expectInvariants(deps);
  });

  it("leaves the lock to another process after holding it for a second", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    // Then the batch is the first to look at the clock.
    deps.door = new Door();
    await rememberKey(deps);
    const id = await makeCampaign(deps);
    const [first, second, third] = await makeShoppers(deps, 3);
    const { clock } = deps;
    const late: Promise<string>[] = [];
    // A batch looks at the clock for itself, and then for the coupon's id. Another request comes in
    // the middle of the batch, this many milliseconds later.
    const looks = [[999, second], [0], [1, third], [0]] as [number, string?][];
    const { now } = clock;
    clock.now = () => {
      const [ms, shopper] = looks.shift() ?? [];
      if (ms) vi.advanceTimersByTime(ms);
      if (ms) late.push(ask(id, shopper));
      return now.call(clock);
    };
    expect(await ask(id, first)).toBe(OK);
    expect(await late[0]).toBe(OK);
    await new Promise((resolve) => setImmediate(resolve));
    await expect
      .poll(() => deps.lock.acquire(lockOf(id), "another process", 60_000), { interval: 1 })
      .toBe(true);
    expect(await late[1]).toBe("COUPON_BUSY");
    await deps.lock.release(lockOf(id), "another process");
    expect(await ask(id, await makeShopper(deps))).toBe(OK);
  });
});
