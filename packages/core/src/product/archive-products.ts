import { audited } from "../audit/audited.ts";
import type { Deps } from "../deps.ts";
import { isId } from "../ids.ts";
import { forgetTopProducts } from "../ranking/get-top-products.ts";
import type { Acting } from "../user/schema.ts";

type Change = Acting & { ids: string[] };

/**
 * Takes products off the shop. Those that are unknown or archived already stay as they are.
 * @returns the ids of the products that it changed.
 */
export const archiveProducts = (deps: Pick<Deps, "db" | "clock">, change: Change) =>
  setArchived(deps, change, true);

/** Puts archived products back on sale, by the same rules. */
export const restoreProducts = (deps: Pick<Deps, "db" | "clock">, change: Change) =>
  setArchived(deps, change, false);

async function setArchived(
  deps: Pick<Deps, "db" | "clock">,
  change: Change,
  archive: boolean,
): Promise<{ ids: string[] }> {
  const action = archive ? "product.archive" : "product.restore";
  const result = await audited(
    deps,
    change,
    { action, subjectType: "product" },
    async (tx, record) => {
      const now = deps.clock.now();
      const changed: string[] = [];
      // One by one in the order of ids: payments lock products in the same order.
      for (const id of [...new Set(change.ids)].filter(isId).sort()) {
        const { count } = await tx.product.updateMany({
          where: { id, archivedAt: archive ? null : { not: null } },
          data: { archivedAt: archive ? now : null, version: { increment: 1 }, updatedAt: now },
        });
        if (count === 0) continue;
        await tx.searchEntry.updateMany({ where: { productId: id }, data: { archived: archive } });
        changed.push(id);
        record({ subjectId: id, before: { archived: !archive }, after: { archived: archive } });
      }
      return { ids: changed };
    },
  );
  forgetTopProducts(deps.db);
  return result;
}
