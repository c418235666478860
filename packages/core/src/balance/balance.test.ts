import {
  allAtOnce,
  expectInvariants,
  makeShopper,
  onEachDatabase,
  testDeps,
  times,
} from "@sunchak/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { chargeBalance } from "./charge-balance.ts";
import { getBalance } from "./get-balance.ts";
import { listLedgerEntries } from "./list-ledger-entries.ts";
import { chargeBalanceInput } from "./schema.ts";

describe("chargeBalanceInput", () => {
  it.each([1_000, 1_000_000])("accepts %d", (amount) => {
    expect(chargeBalanceInput.parse({ amount })).toEqual({ amount });
  });

  it.each([999, 1_000_001, 1_000.5, "5000", [5000], true, null, undefined, Number.NaN, 1e300])(
    "refuses %s",
    (amount) => {
      expect(chargeBalanceInput.safeParse({ amount }).success).toBe(false);
    },
  );
});

onEachDatabase((database) => {
  let deps: ReturnType<typeof testDeps>;
  let userId: string;

  beforeEach(async () => {
    deps = testDeps(database());
    userId = await makeShopper(deps);
  });

  it("reads 0 without an account, and creates none", async () => {
    expect(await getBalance(deps, { userId })).toMatchObject({ balance: 0 });
    expect(await deps.db.client.account.findUnique({ where: { userId } })).toBeNull();
  });

  it("creates the account with the first charge and adds to it with the next", async () => {
    expect(await chargeBalance(deps, { userId, amount: 5_000 })).toEqual({
      balance: 5_000,
      chargedAt: deps.clock.now().toISOString(),
    });
    expect((await chargeBalance(deps, { userId, amount: 1_000 })).balance).toBe(6_000);
    const { items } = await listLedgerEntries(deps, { userId, size: 20 });
    expect(items).toMatchObject([
      { number: 2, kind: "CHARGE", amount: 1_000, balanceAfter: 6_000, orderId: null },
      { number: 1, kind: "CHARGE", amount: 5_000, balanceAfter: 5_000 },
    ]);
  });

  it("fills up to the limit exactly and changes nothing beyond it", async () => {
    const limited = { ...deps, config: { ...deps.config, maxBalance: 10_000 } };
    await chargeBalance(limited, { userId, amount: 9_000 });
    await expect(chargeBalance(limited, { userId, amount: 1_001 })).rejects.toMatchObject({
      code: "BALANCE_LIMIT_EXCEEDED",
    });
    expect((await chargeBalance(limited, { userId, amount: 1_000 })).balance).toBe(10_000);
    await expectInvariants(limited);
  });

  it("refuses a first charge above the limit without creating an account", async () => {
    const limited = { ...deps, config: { ...deps.config, maxBalance: 5_000 } };
    await expect(chargeBalance(limited, { userId, amount: 5_001 })).rejects.toMatchObject({
      code: "BALANCE_LIMIT_EXCEEDED",
    });
    expect(await deps.db.client.account.findUnique({ where: { userId } })).toBeNull();
  });

  it("20 charges at once at the limit: as many succeed as fit, numbered without a gap", async () => {
    const limited = { ...deps, config: { ...deps.config, maxBalance: 50_000 } };
    const { succeeded, refused } = await allAtOnce(
      times(20, () => () => chargeBalance(limited, { userId, amount: 10_000 })),
    );
    expect(succeeded.map((answer) => answer.balance).sort((a, b) => a - b)).toEqual([
      10_000, 20_000, 30_000, 40_000, 50_000,
    ]);
    expect(refused).toEqual({ BALANCE_LIMIT_EXCEEDED: 15 });
    await expectInvariants(limited);
  });

  it("pages through the ledger, newest first, without a gap or a repeat", async () => {
    for (const amount of [1_000, 2_000, 3_000, 4_000, 5_000]) {
      await chargeBalance(deps, { userId, amount });
    }
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await listLedgerEntries(deps, { userId, cursor, size: 2 });
      seen.push(...page.items.map((entry) => entry.number));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual([5, 4, 3, 2, 1]);
    expect(await listLedgerEntries(deps, { userId, cursor: "nonsense", size: 2 })).toEqual({
      items: [],
      nextCursor: null,
    });
  });
});
