import { makeShopper, onEachDatabase, testDeps } from "@sunchak/testing";
import { expect, it } from "vitest";
import { listAuditEntries } from "../audit/list-audit-entries.ts";
import { listViews } from "./list-views.ts";
import { removeView } from "./remove-view.ts";
import { saveView } from "./save-view.ts";

onEachDatabase((database) => {
  it("keeps an admin's own views by list and name", async () => {
    const deps = testDeps(database());
    const actorId = await makeShopper(deps, { role: "admin" });
    const other = await makeShopper(deps, { role: "admin" });
    const view = { actorId, list: "orders", name: "환불", query: "status=REFUNDED" };
    const { id } = await saveView(deps, view);
    await saveView(deps, { ...view, list: "products" });
    expect((await saveView(deps, { ...view, query: "status=PAID" })).id).toBe(id);
    const views = (userId: string) => listViews(deps, { userId, list: "orders" });
    expect(await views(actorId)).toEqual({
      items: [{ id, list: "orders", name: "환불", query: "status=PAID" }],
    });
    expect(await views(other)).toEqual({ items: [] });
    for (const attempt of [
      { actorId: other, id },
      { actorId, id: "a\u0000b" },
    ]) {
      await expect(removeView(deps, attempt)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    await removeView(deps, { actorId, id });
    expect(await views(actorId)).toEqual({ items: [] });
    expect((await listAuditEntries(deps, { actorId, size: 9 })).items).toHaveLength(4);
  });
});
