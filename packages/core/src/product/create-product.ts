import { searchName, storeSearchEntries } from "@sunchak/db";
import { audited, inputOf } from "../audit/audited.ts";
import type { Deps } from "../deps.ts";
import { newId } from "../ids.ts";
import { refuseTakenSku } from "../taken-name.ts";
import type { Acting } from "../user/schema.ts";
import { requireCategory } from "./list-categories.ts";
import { editable, toAdminProduct } from "./product-row.ts";
import type { AdminProduct, CreateProduct } from "./schema.ts";

/**
 * Puts a new product on sale.
 * @throws DomainError NOT_FOUND when its category is unknown | SKU_TAKEN
 */
export function createProduct(
  deps: Pick<Deps, "db" | "clock">,
  asked: CreateProduct & Acting,
): Promise<AdminProduct> {
  const { stock, ...fields } = inputOf(asked);
  const call = { action: "product.create", subjectType: "product" } as const;
  const store = () =>
    audited(deps, asked, call, async (tx, record) => {
      const now = deps.clock.now();
      await requireCategory(tx, fields.category);
      const row = await tx.product.create({
        data: {
          id: newId(deps.clock),
          ...fields,
          searchName: searchName(fields.name, fields.nameEn),
          initialStock: stock,
          stock,
          createdAt: now,
          updatedAt: now,
        },
      });
      await storeSearchEntries(tx, [row]);
      record({ subjectId: row.id, after: { ...editable(row), stock } });
      return toAdminProduct(row);
    });
  return refuseTakenSku(store);
}
