import { makeProduct, onEachDatabase, testDeps } from "@sunchak/testing";
import { expect, it } from "vitest";
import { listSitemapPart, listSitemapStarts } from "./sitemap-parts.ts";

onEachDatabase((database) => {
  it("lists every product on sale in one part alone, and none that is archived", async () => {
    const deps = testDeps(database());
    expect(await listSitemapStarts(deps, 2)).toEqual([]);
    deps.clock.advance(5_000);
    const onSale: string[] = [];
    for (let made = 0; made < 5; made++) onSale.push(await makeProduct(deps));
    await makeProduct(deps, { archived: true });
    const starts = await listSitemapStarts(deps, 2);
    expect(starts).toHaveLength(3);
    const parts = await Promise.all(starts.map((from) => listSitemapPart(deps, { from }, 2)));
    expect(parts.map(({ length }) => length)).toEqual([2, 2, 1]);
    expect(parts.flat()).toEqual(
      onSale.toSorted().map((id) => ({ id, updatedAt: deps.clock.now().toISOString() })),
    );
    for (const from of ["%", onSale.toSorted()[1] ?? ""]) {
      expect(await listSitemapPart(deps, { from }, 2)).toEqual([]);
    }
  });

  it("reads a part once in five seconds, however many ask", async () => {
    const deps = testDeps(database());
    await makeProduct(deps);
    const [from = ""] = await listSitemapStarts(deps);
    const first = await listSitemapPart(deps, { from });
    expect(first.length).toBeGreaterThan(0);
    await makeProduct(deps);
    deps.clock.advance(4_999);
    expect(await listSitemapPart(deps, { from })).toBe(first);
    deps.clock.advance(1);
    expect(await listSitemapPart(deps, { from })).toHaveLength(first.length + 1);
  });
});
