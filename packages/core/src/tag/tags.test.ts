import {
  allAtOnce,
  makeOrder,
  makeProduct,
  makeShopper,
  onEachDatabase,
  testDeps,
  times,
} from "@sunchak/testing";
import { expect, it } from "vitest";
import { listAdminOrders } from "../order/list-admin-orders.ts";
import { listUsers } from "../user/list-users.ts";
import { listTagNames, listTags } from "./list-tags.ts";
import { TAGS_MAX } from "./schema.ts";
import { setTag } from "./set-tag.ts";

onEachDatabase((database) => {
  let key = 0;
  const shop = async () => {
    const deps = testDeps(database());
    const actorId = await makeShopper(deps, { role: "support" });
    const userId = await makeShopper(deps);
    const productId = await makeProduct(deps);
    const subject = { subjectType: "user", subjectId: userId } as const;
    const set = (
      to: typeof subject | { subjectType: "order"; subjectId: string },
      tag: string,
      on = true,
    ) => setTag(deps, { ...to, tag, on, actorId, idempotencyKey: `${key++}` });
    return { deps, userId, productId, subject, set };
  };

  it("find the orders and the users that have them, and no others", async () => {
    const { deps, userId, productId, subject, set } = await shop();
    const [first, second, third] = [
      await makeOrder(deps, { userId, productId }),
      await makeOrder(deps, { userId, productId }),
      await makeOrder(deps, { userId, productId }),
    ];
    for (const id of [first, third]) await set({ subjectType: "order", subjectId: id }, "선물");
    await set({ subjectType: "order", subjectId: second }, "급함");
    await set(subject, "선물 손님");
    const orders = async (filter: object) =>
      (await listAdminOrders(deps, { size: 10, ...filter })).items.map(({ orderId }) => orderId);
    expect(await orders({ tag: "선물" })).toEqual([third, first]);
    expect(await orders({ tag: "선물", productId })).toEqual([third, first]);
    expect(await orders({ tag: "선물 손님" })).toEqual([]);
    const users = await listUsers(deps, { size: 10, tag: "선물 손님" });
    expect(users.items.map(({ id }) => id)).toEqual([userId]);
    const names = async (subjectType: "order" | "user") =>
      (await listTagNames(deps, { subjectType })).items;
    expect((await names("order")).sort()).toEqual(["급함", "선물"].sort());
    expect(await names("user")).toEqual(["선물 손님"]);
    await set({ subjectType: "order", subjectId: third }, "선물", false);
    expect(await orders({ tag: "선물" })).toEqual([first]);
  });

  it("are at most ten, also when many are added at once; repeats change and record nothing", async () => {
    const { deps, subject, set } = await shop();
    const results = await allAtOnce(times(TAGS_MAX + 3, (i) => () => set(subject, `태그 ${i}`)));
    expect(results.refused).toEqual({ VALIDATION_FAILED: 3 });
    const { items } = await listTags(deps, subject);
    expect(items).toHaveLength(TAGS_MAX);
    const entries = () => deps.db.client.auditEntry.count({ where: { ...subject } });
    expect(await entries()).toBe(TAGS_MAX);
    await set(subject, items[0] ?? "");
    await set(subject, "없는 태그", false);
    expect(await entries()).toBe(TAGS_MAX);
    await expect(set({ ...subject, subjectId: "nobody" }, "태그")).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});
