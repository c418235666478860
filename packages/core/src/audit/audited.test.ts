import { makeProduct, makeShopper, onEachDatabase, testDeps } from "@sunchak/testing";
import { beforeEach, expect, it } from "vitest";
import { newId } from "../ids.ts";
import { audited } from "./audited.ts";
import { listAuditEntries } from "./list-audit-entries.ts";

onEachDatabase((database) => {
  let deps: ReturnType<typeof testDeps>;
  let actorId: string;
  let productId: string;
  const priceOf = async () =>
    Number((await deps.db.client.product.findUniqueOrThrow({ where: { id: productId } })).price);
  const entries = async () => (await listAuditEntries(deps, { actorId, size: 50 })).items;
  const reprice = (price: number, fail?: Error, key?: string) =>
    audited(
      deps,
      { actorId, price, ...(key !== undefined && { idempotencyKey: key }) },
      { action: "product.update", subjectType: "product", reason: "시험" },
      async (tx, record) => {
        const before = Number(
          (await tx.product.findUniqueOrThrow({ where: { id: productId } })).price,
        );
        await tx.product.update({ where: { id: productId }, data: { price } });
        record({ subjectId: productId, before: { price: before }, after: { price } });
        if (fail) throw fail;
        return { price };
      },
    );

  beforeEach(async () => {
    deps = testDeps(database());
    actorId = await makeShopper(deps, { role: "owner" });
    productId = await makeProduct(deps, { price: 1_000 });
  });

  it("stores who changed what and when, the state before and after, and the reason", async () => {
    await reprice(2_000);
    expect(await entries()).toMatchObject([
      {
        at: deps.clock.now().toISOString(),
        actor: { id: actorId, name: "장보미" },
        action: "product.update",
        subjectType: "product",
        subjectId: productId,
        before: { price: 1_000 },
        after: { price: 2_000 },
        reason: "시험",
      },
    ]);
  });

  it("stores neither change nor entry when the change fails", async () => {
    await expect(reprice(2_000, new Error("no"))).rejects.toThrow("no");
    expect([await priceOf(), await entries()]).toEqual([1_000, []]);
  });

  it("stores no change when the entry cannot be written", async () => {
    const call = { action: "product.update", subjectType: "product" } as const;
    const change = audited(deps, { actorId }, call, async (tx, record) => {
      await tx.product.update({ where: { id: productId }, data: { price: 2_000 } });
      record({ subjectId: undefined as never });
    });
    await expect(change).rejects.toThrow();
    expect([await priceOf(), await entries()]).toEqual([1_000, []]);
  });

  it("logs a change once for its idempotency key", async () => {
    const key = newId(deps.clock);
    const [first, second] = [
      await reprice(2_000, undefined, key),
      await reprice(2_000, undefined, key),
    ];
    expect(second).toEqual(first);
    expect(await entries()).toHaveLength(1);
  });

  it("filters by actor, action, subject and time, and pages without a gap or a repeat", async () => {
    const start = deps.clock.now();
    for (let i = 1; i <= 5; i++) {
      deps.clock.advance(60_000);
      await reprice(1_000 + i);
    }
    const page = (more: object) => listAuditEntries(deps, { actorId, size: 2, ...more });
    const prices: unknown[] = [];
    let cursor: string | undefined;
    do {
      const { items, nextCursor } = await page({ cursor });
      prices.push(...items.map(({ after }) => (after as { price: number }).price));
      cursor = nextCursor ?? undefined;
    } while (cursor);
    expect(prices).toEqual([1_005, 1_004, 1_003, 1_002, 1_001]);
    const minute = (n: number) => new Date(start.getTime() + n * 60_000).toISOString();
    const within = await page({ from: minute(2), to: minute(4), size: 50 });
    expect(within.items.map(({ at }) => at)).toEqual([minute(3), minute(2)]);
    expect((await page({ action: "user.ban" })).items).toEqual([]);
    expect((await page({ subjectType: "product", subjectId: productId })).items).toHaveLength(2);
    expect((await page({ subjectType: "order" })).items).toEqual([]);
  });
});
