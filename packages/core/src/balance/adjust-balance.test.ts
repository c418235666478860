import {
  allAtOnce,
  expectInvariants,
  makeShopper,
  onEachDatabase,
  testDeps,
  times,
} from "@sunchak/testing";
import { beforeEach, expect, it } from "vitest";
import { listAuditEntries } from "../audit/list-audit-entries.ts";
import { newId } from "../ids.ts";
import { adjustBalance } from "./adjust-balance.ts";
import { getBalance } from "./get-balance.ts";
import { listLedgerEntries } from "./list-ledger-entries.ts";

onEachDatabase((database) => {
  let deps: ReturnType<typeof testDeps>;
  let actorId: string;
  let userId: string;
  const adjust = (amount: number, more = {}) =>
    adjustBalance(deps, { actorId, id: userId, amount, reason: "보상", ...more });
  const balance = async () => (await getBalance(deps, { userId })).balance;
  const logged = async () => (await listAuditEntries(deps, { actorId, size: 100 })).items;

  beforeEach(async () => {
    deps = testDeps(database());
    actorId = await makeShopper(deps, { role: "owner" });
    userId = await makeShopper(deps, { balance: 10_000 });
  });

  it("adds and takes away, with a ledger entry and an audit entry", async () => {
    expect(await adjust(500)).toMatchObject({ balance: 10_500, number: 2 });
    deps.clock.advance(1);
    expect(await adjust(-10_500)).toMatchObject({ balance: 0, number: 3 });
    expect((await listLedgerEntries(deps, { userId, size: 2 })).items).toMatchObject([
      { kind: "ADJUSTMENT", amount: -10_500, balanceAfter: 0, reason: "보상", orderId: null },
      { kind: "ADJUSTMENT", amount: 500, balanceAfter: 10_500, reason: "보상" },
    ]);
    expect(await logged()).toMatchObject([
      { before: { balance: 10_500 }, after: { balance: 0, entry: 3 } },
      { before: { balance: 10_000 }, after: { balance: 10_500, entry: 2 }, subjectId: userId },
    ]);
    await expectInvariants(deps);
  });

  it("adds up to the limit exactly, and not beyond it", async () => {
    await expect(adjust(9_990_001)).rejects.toMatchObject({
      code: "BALANCE_LIMIT_EXCEEDED",
      details: { maxBalance: 10_000_000 },
    });
    expect(await logged()).toEqual([]);
    expect(await adjust(9_990_000)).toMatchObject({ balance: 10_000_000 });
  });

  it("never takes more than the balance, which is 0 without an account", async () => {
    await expect(adjust(-10_001)).rejects.toMatchObject({
      code: "INSUFFICIENT_BALANCE",
      details: { balance: 10_000, total: 10_001, shortBy: 1 },
    });
    const id = await makeShopper(deps);
    await expect(adjust(-1, { id })).rejects.toMatchObject({ code: "INSUFFICIENT_BALANCE" });
    expect(await adjust(700, { id })).toMatchObject({ balance: 700, number: 1 });
    expect(await balance()).toBe(10_000);
  });

  it("20 deductions at once: as many succeed as the balance covers, and it is never below 0", async () => {
    const { succeeded, refused } = await allAtOnce(times(20, () => () => adjust(-1_000)));
    expect([succeeded.length, refused]).toEqual([10, { INSUFFICIENT_BALANCE: 10 }]);
    expect(await balance()).toBe(0);
    expect(await logged()).toHaveLength(10);
    await expectInvariants(deps);
  });

  it("20 additions at once: as many succeed as fit below the limit", async () => {
    const full = testDeps(database(), { config: { ...deps.config, maxBalance: 15_000 } });
    const { succeeded, refused } = await allAtOnce(
      times(
        20,
        () => () => adjustBalance(full, { actorId, id: userId, amount: 1_000, reason: "x" }),
      ),
    );
    expect([succeeded.length, refused]).toEqual([5, { BALANCE_LIMIT_EXCEEDED: 15 }]);
    expect(await balance()).toBe(15_000);
  });

  it("has one effect for one key, however many at once", async () => {
    const idempotencyKey = newId(deps.clock);
    const { succeeded } = await allAtOnce(times(8, () => () => adjust(500, { idempotencyKey })));
    expect(new Set(succeeded.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await balance()).toBe(10_500);
    expect(await logged()).toHaveLength(1);
    await expect(adjust(600, { idempotencyKey })).rejects.toMatchObject({
      code: "IDEMPOTENCY_KEY_REUSED",
    });
  });

  it("refuses unknown shoppers", async () => {
    await expect(adjust(1, { id: "a\u0000b" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(adjust(1, { id: "nobody" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
