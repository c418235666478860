import { expressionBuilder, type Tables } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { conditionsOf, type Filters } from "../filters.ts";
import { keysetCursor, readKeyset } from "../keyset.ts";
import { cursorPage, type Page } from "../paging.ts";
import { productFound } from "../search/product-found.ts";
import { adminProductColumns, toAdminProduct } from "./product-row.ts";
import { type AdminProduct, type ListAdminProducts, LOW_STOCK } from "./schema.ts";

const product = expressionBuilder<Tables, "products">();

/** Products with the same value are ordered by id, in the same direction. */
const sorts = {
  newest: ["createdAt", "desc"],
  priceAsc: ["price", "asc"],
  priceDesc: ["price", "desc"],
  stockAsc: ["stock", "asc"],
  bestSelling: ["soldQuantity", "desc"],
} as const satisfies Record<
  ListAdminProducts["sort"],
  readonly [(typeof adminProductColumns)[number], "asc" | "desc"]
>;

const filters: Filters<Omit<ListAdminProducts, "q" | "sort" | "cursor" | "size">> = {
  category: (slug) => product("category", "=", slug),
  status: (status) =>
    ({
      active: product("archivedAt", "is", null),
      archived: product("archivedAt", "is not", null),
      all: undefined,
    })[status],
  stock: (stock) =>
    ({
      in: product("stock", ">", 0),
      low: product.between("stock", 1, LOW_STOCK),
      out: product("stock", "=", 0),
    })[stock],
};

/** A page of the products, archived ones too if asked for, with live stock. */
export async function listAdminProducts(
  deps: Pick<Deps, "db">,
  { q, sort, cursor, size, ...filter }: ListAdminProducts,
): Promise<Page<AdminProduct>> {
  const [column, direction] = sorts[sort];
  const after = cursor === undefined ? undefined : readKeyset(cursor);
  const isOfOtherSort = after && after.value instanceof Date !== (column === "createdAt");
  if (after === null || isOfOtherSort) return { items: [], nextCursor: null };
  const conditions = conditionsOf(filters, filter);
  const found = await productFound(deps.db, q);
  if (found) conditions.push(found);
  if (after) {
    const place = product.refTuple(column, "id");
    const beyond = direction === "asc" ? ">" : "<";
    conditions.push(product(place, beyond, product.tuple(after.value, after.id)));
  }
  const products = deps.db.queries.selectFrom("products");
  const sorted = (query: typeof products) =>
    query.orderBy(column, direction).orderBy("id", direction);
  // A sort without an index goes through all products, so it sorts their ids alone.
  const ids = sorted(products.where(product.and(conditions)))
    .limit(size + 1)
    .select("id");
  const rows = await sorted(products.where("id", "in", ids))
    .select(adminProductColumns)
    .execute();
  return cursorPage(rows, size, (row) => keysetCursor(row[column], row.id), toAdminProduct);
}
