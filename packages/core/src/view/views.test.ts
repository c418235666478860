import { allAtOnce, makeShopper, onEachDatabase, testDeps, times } from "@sunchak/testing";
import { beforeEach, expect, it } from "vitest";
import { listAuditEntries } from "../audit/list-audit-entries.ts";
import { changeView } from "./change-view.ts";
import { listViews } from "./list-views.ts";
import { removeView } from "./remove-view.ts";
import { saveView } from "./save-view.ts";
import { saveViewInput } from "./schema.ts";

onEachDatabase((database) => {
  let deps: ReturnType<typeof testDeps>;
  let actorId: string;
  let other: string;
  const refunds = () => ({ actorId, list: "orders", name: "환불", query: "status=REFUNDED" });
  const names = async (userId = actorId) =>
    (await listViews(deps, { userId, list: "orders" })).items.map(({ name }) => name);

  beforeEach(async () => {
    deps = testDeps(database());
    actorId = await makeShopper(deps, { role: "owner" });
    other = await makeShopper(deps, { role: "owner" });
  });

  it("keeps each admin's views of each list apart", async () => {
    const { id } = await saveView(deps, refunds());
    await saveView(deps, { ...refunds(), list: "products" });
    await saveView(deps, { ...refunds(), actorId: other });
    expect(await listViews(deps, { userId: actorId, list: "orders" })).toEqual({
      items: [{ id, list: "orders", name: "환불", query: "status=REFUNDED" }],
    });
  });

  it("lists views by name in the natural order, the same on both databases", async () => {
    for (const name of ["아직", "banana", "10월", "가을", "2월", "Apple", "각"]) {
      await saveView(deps, { ...refunds(), name });
    }
    expect(await names()).toEqual(["2월", "10월", "가을", "각", "아직", "Apple", "banana"]);
  });

  it("refuses a name that the admin uses on the same list, in any Unicode form", async () => {
    await saveView(deps, refunds());
    for (const name of ["환불", "환불".normalize("NFD"), " 환불 "]) {
      const input = { ...refunds(), query: "status=PAID" };
      const again = saveViewInput.parse({ list: "orders", query: input.query, name });
      await expect(saveView(deps, { ...input, name: again.name })).rejects.toMatchObject({
        code: "NAME_TAKEN",
      });
    }
    expect((await listViews(deps, { userId: actorId, list: "orders" })).items).toMatchObject([
      { query: "status=REFUNDED" },
    ]);
    const { succeeded, refused } = await allAtOnce(
      times(4, () => () => saveView(deps, { ...refunds(), name: "한꺼번에" })),
    );
    expect([succeeded.length, refused]).toEqual([1, { NAME_TAKEN: 3 }]);
  });

  it("renames a view or changes its filters, and keeps the other", async () => {
    const { id } = await saveView(deps, refunds());
    await saveView(deps, { ...refunds(), name: "결제", query: "status=PAID" });
    expect(await changeView(deps, { actorId, id, name: "돌려준 것" })).toEqual({
      id,
      list: "orders",
      name: "돌려준 것",
      query: "status=REFUNDED",
    });
    const query = "from=2026-11-01&status=REFUNDED";
    expect(await changeView(deps, { actorId, id, query })).toMatchObject({
      name: "돌려준 것",
      query,
    });
    await expect(changeView(deps, { actorId, id, name: "결제" })).rejects.toMatchObject({
      code: "NAME_TAKEN",
    });
    expect(await changeView(deps, { actorId, id, name: "돌려준 것" })).toMatchObject({ query });
    expect(await names()).toEqual(["결제", "돌려준 것"]);
    const log = (await listAuditEntries(deps, { subjectId: id, size: 9 })).items;
    expect(log).toHaveLength(3);
    expect(log).toContainEqual(
      expect.objectContaining({
        action: "view.save",
        before: { name: "환불" },
        after: { name: "돌려준 것" },
      }),
    );
  });

  it("lets nobody change or remove another admin's view", async () => {
    const { id } = await saveView(deps, refunds());
    for (const attempt of [
      { actorId: other, id },
      { actorId, id: "a\u0000b" },
    ]) {
      await expect(removeView(deps, attempt)).rejects.toMatchObject({ code: "NOT_FOUND" });
      await expect(changeView(deps, { ...attempt, name: "내 것" })).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
    }
    expect(await names()).toEqual(["환불"]);
    await removeView(deps, { actorId, id });
    expect(await names()).toEqual([]);
    expect((await listAuditEntries(deps, { actorId, size: 9 })).items).toHaveLength(2);
  });
});
