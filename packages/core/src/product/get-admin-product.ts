import type { Transaction } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { listStockJournal } from "./list-stock-journal.ts";
import { toAdminProduct, toProductDetail } from "./product-row.ts";
import type { AdminProductDetail } from "./schema.ts";

/** How many entries of the stock journal come with a product. */
const JOURNAL = 10;

/** One product, on sale or archived. @throws DomainError NOT_FOUND */
export async function getAdminProduct(
  deps: Pick<Deps, "db">,
  { id }: { id: string },
): Promise<AdminProductDetail> {
  const row = await findProduct(deps.db.client, id);
  if (!row) throw notFound("product");
  const journal = await listStockJournal(deps, { id, size: JOURNAL });
  return {
    ...toProductDetail(row),
    ...toAdminProduct(row),
    initialStock: row.initialStock,
    journal: journal.items,
  };
}

const findProduct = async (client: Pick<Transaction, "product">, id: string) =>
  isId(id) ? client.product.findUnique({ where: { id } }) : null;
