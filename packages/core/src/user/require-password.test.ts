import {
  allAtOnce,
  expectInvariants,
  makeOrder,
  makeProduct,
  makeShopper,
  onEachDatabase,
  testDeps,
  times,
} from "@sunchak/testing";
import { beforeEach, expect, it } from "vitest";
import { adjustBalance } from "../balance/adjust-balance.ts";
import { getBalance } from "../balance/get-balance.ts";
import { newId } from "../ids.ts";
import { payOrder } from "../payment/pay-order.ts";
import { refundOrder } from "../payment/refund-order.ts";
import { banUser } from "./ban-user.ts";
import { PASSWORD_COUNTS_MINUTES, WON_BOUND } from "./schema.ts";
import { setRole } from "./set-role.ts";
import { unbanUser } from "./unban-user.ts";

const required = { code: "PASSWORD_REQUIRED" };

onEachDatabase((database) => {
  let deps: ReturnType<typeof testDeps>;
  let actorId: string;
  let sessionId: string;
  let shopperId: string;

  const beginSession = async (passwordGivenAt: Date | null) => {
    const id = newId(deps.clock);
    const expiresAt = new Date("2030-01-01");
    const data = { id, token: id, userId: actorId, expiresAt, passwordGivenAt };
    await deps.db.client.session.create({ data });
    return id;
  };
  const wait = (minutes: number) => deps.clock.advance(minutes * 60_000);
  const adjust = (amount: number, more = {}) =>
    adjustBalance(deps, { actorId, sessionId, id: shopperId, amount, reason: "시험", ...more });
  const counted = async () => {
    const where = { id: sessionId };
    return Number((await deps.db.client.session.findUniqueOrThrow({ where })).wonWithoutPassword);
  };
  const paidOrder = async (price: number) => {
    const userId = await makeShopper(deps, { balance: 1_000_000 });
    const orderId = await makeOrder(deps, {
      userId,
      productId: await makeProduct(deps, { price }),
    });
    await payOrder(deps, { id: orderId, userId });
    return orderId;
  };
  const refund = (id: string, more = {}) =>
    refundOrder(deps, { actorId, sessionId, id, reason: "변심", ...more });

  beforeEach(async () => {
    deps = testDeps(database());
    actorId = await makeShopper(deps, { role: "owner" });
    shopperId = await makeShopper(deps);
    sessionId = await beginSession(deps.clock.now());
  });

  it("allows any amount for some minutes after the password was given", async () => {
    wait(PASSWORD_COUNTS_MINUTES - 1);
    await adjust(WON_BOUND + 1);
    await adjust(WON_BOUND + 1);
    await refund(await paidOrder(WON_BOUND + 1));
    expect(await counted()).toBe(0);
    wait(1);
    await expect(adjust(WON_BOUND + 1)).rejects.toMatchObject(required);
  });

  it("allows a bounded total after that, with refunds and adjustments of either sign counted together", async () => {
    wait(PASSWORD_COUNTS_MINUTES);
    const [half, other] = [await paidOrder(WON_BOUND / 2), await paidOrder(1_000)];
    await refund(half);
    await adjust(WON_BOUND / 4);
    await adjust(-WON_BOUND / 4);
    expect(await counted()).toBe(WON_BOUND);
    await expect(adjust(1)).rejects.toMatchObject(required);
    await expect(refund(other)).rejects.toMatchObject(required);
    expect((await getBalance(deps, { userId: shopperId })).balance).toBe(0);
    expect(await deps.db.client.auditEntry.count({ where: { actorId } })).toBe(3);
    await expectInvariants(deps);
  });

  it("keeps the bound when many changes run at once", async () => {
    wait(PASSWORD_COUNTS_MINUTES);
    const orders = await Promise.all(times(5, () => paidOrder(WON_BOUND / 4)));
    const { succeeded, refused } = await allAtOnce<unknown>([
      ...orders.map((id) => () => refund(id)),
      ...times(5, () => () => adjust(WON_BOUND / 4)),
    ]);
    expect([succeeded.length, refused]).toEqual([4, { PASSWORD_REQUIRED: 6 }]);
    await expectInvariants(deps);
  });

  it("counts no refused change, and counts a change repeated under its key once", async () => {
    wait(PASSWORD_COUNTS_MINUTES);
    await expect(adjust(-1_000)).rejects.toMatchObject({ code: "INSUFFICIENT_BALANCE" });
    expect(await counted()).toBe(0);
    const order = await paidOrder(WON_BOUND);
    const keys = [{ idempotencyKey: newId(deps.clock) }, { idempotencyKey: newId(deps.clock) }];
    const first = await refund(order, keys[0]);
    expect(await refund(order, keys[0])).toEqual(first);
    expect(await counted()).toBe(WON_BOUND);
    // A refusal leaves its key unused, so the same call succeeds once the password was given.
    await expect(adjust(5_000, keys[1])).rejects.toMatchObject(required);
    const given = { passwordGivenAt: deps.clock.now(), wonWithoutPassword: 0 };
    await deps.db.client.session.update({ where: { id: sessionId }, data: given });
    expect(await adjust(5_000, keys[1])).toMatchObject({ balance: 5_000 });
  });

  it("asks for the password at every change of who is an admin, and at no other ban", async () => {
    const other = await makeShopper(deps, { role: "owner" });
    wait(PASSWORD_COUNTS_MINUTES);
    const call = { actorId, sessionId };
    for (const change of [
      () => setRole(deps, { ...call, id: shopperId, role: "owner", reason: "인사" }),
      () => setRole(deps, { ...call, id: other, role: "user", reason: "인사" }),
      () => banUser(deps, { ...call, id: other, reason: "시험" }),
    ]) {
      await expect(change()).rejects.toMatchObject(required);
    }
    await banUser(deps, { ...call, id: shopperId, reason: "시험" });
    await unbanUser(deps, { ...call, id: shopperId });
    await banUser(deps, { actorId, id: other, reason: "시험" });
    await expect(unbanUser(deps, { ...call, id: other })).rejects.toMatchObject(required);
    const users = await deps.db.client.user.findMany({ where: { id: { in: [shopperId, other] } } });
    expect(new Map(users.map(({ id, role, banned }) => [id, [role, banned]]))).toEqual(
      new Map([
        [shopperId, ["user", false]],
        [other, ["owner", true]],
      ]),
    );
  });

  it("refuses a storefront session and an ended session", async () => {
    const storefronts = await beginSession(null);
    for (const id of [storefronts, "ended"]) {
      await expect(adjust(1, { sessionId: id })).rejects.toMatchObject(required);
    }
  });
});
