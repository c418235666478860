import { searchName } from "@sunchak/db";
import { audited } from "../audit/audited.ts";
import type { Deps } from "../deps.ts";
import { newId } from "../ids.ts";
import { requireCategory } from "./list-categories.ts";
import type { AdminProduct, CreateProduct } from "./schema.ts";
import { editable, toAdminProduct } from "./to-admin-product.ts";

/** Puts a new product on sale. @throws DomainError NOT_FOUND when its category is unknown */
export function createProduct(
  deps: Pick<Deps, "db" | "clock">,
  { actorId, stock, ...fields }: CreateProduct & { actorId: string },
): Promise<AdminProduct> {
  const call = { actorId, action: "product.create", subjectType: "product" } as const;
  return audited(deps, call, async (tx, record) => {
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
    record({ subjectId: row.id, after: { ...editable(row), stock } });
    return toAdminProduct(row);
  });
}
