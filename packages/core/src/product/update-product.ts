import { searchName, storeSearchEntries } from "@sunchak/db";
import { audited, changedFields, inputOf } from "../audit/audited.ts";
import type { Deps } from "../deps.ts";
import { DomainError, notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { refuseTakenSku } from "../taken-name.ts";
import type { Acting } from "../user/schema.ts";
import { requireCategory } from "./list-categories.ts";
import { editable, toAdminProduct } from "./product-row.ts";
import type { AdminProduct, UpdateProduct } from "./schema.ts";

/**
 * Changes a product's texts, category, price and pictures. An edit of an older version changes
 * nothing: `details.current` is the product as it is now.
 * @throws DomainError NOT_FOUND, also of the category | CONFLICT | SKU_TAKEN
 */
export async function updateProduct(
  deps: Pick<Deps, "db" | "clock">,
  asked: UpdateProduct & Acting,
): Promise<AdminProduct> {
  const { id, version, ...fields } = inputOf(asked);
  if (!isId(id)) throw notFound("product");
  const call = { action: "product.update", subjectType: "product" } as const;
  const store = () =>
    audited(deps, asked, call, async (tx, record) => {
      await requireCategory(tx, fields.category);
      const before = await tx.product.findUnique({ where: { id } });
      if (!before) throw notFound("product");
      const [row] = await tx.product.updateManyAndReturn({
        where: { id, version },
        data: {
          ...fields,
          searchName: searchName(fields.name, fields.nameEn),
          version: { increment: 1 },
          updatedAt: deps.clock.now(),
        },
      });
      if (!row) {
        const current = await tx.product.findUniqueOrThrow({ where: { id } });
        throw new DomainError("CONFLICT", "Somebody else changed this product first.", {
          current: { ...toAdminProduct(current), ...editable(current) },
        });
      }
      await storeSearchEntries(tx, [row]);
      record({ subjectId: id, ...changedFields(editable(before), editable(row)) });
      return toAdminProduct(row);
    });
  return refuseTakenSku(store);
}
