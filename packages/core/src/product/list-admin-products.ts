import { Prisma } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { keysetCursor, readKeyset } from "../keyset.ts";
import { likePattern } from "../like-pattern.ts";
import { cursorPage, type Page } from "../paging.ts";
import { type AdminProduct, type ListAdminProducts, LOW_STOCK } from "./schema.ts";
import { type ProductRow, toAdminProduct } from "./to-admin-product.ts";

interface Sort {
  column: Prisma.Sql;
  /** Also the direction of the ids, which order products of the same value. */
  direction: Prisma.Sql;
  beyond: Prisma.Sql;
  valueIn(row: ProductRow): string | number;
}

const ascending = { direction: Prisma.sql`ASC`, beyond: Prisma.sql`>` };
const descending = { direction: Prisma.sql`DESC`, beyond: Prisma.sql`<` };
const price = { column: Prisma.sql`price`, valueIn: (row: ProductRow) => Number(row.price) };

const sorts: Record<ListAdminProducts["sort"], Sort> = {
  newest: {
    column: Prisma.sql`created_at`,
    valueIn: (row) => row.createdAt.toISOString(),
    ...descending,
  },
  priceAsc: { ...price, ...ascending },
  priceDesc: { ...price, ...descending },
  stockAsc: { column: Prisma.sql`stock`, valueIn: (row) => row.stock, ...ascending },
  bestSelling: {
    column: Prisma.sql`sold_quantity`,
    valueIn: (row) => row.soldQuantity,
    ...descending,
  },
};

/** A page of the products, archived ones too if asked for, with live stock. */
export async function listAdminProducts(
  deps: Pick<Deps, "db">,
  input: ListAdminProducts,
): Promise<Page<AdminProduct>> {
  const { cursor, size } = input;
  const after = cursor === undefined ? undefined : readKeyset(cursor);
  const sortsByTime = input.sort === "newest";
  if (after === null || (after && (typeof after.value === "string") !== sortsByTime)) {
    return { items: [], nextCursor: null };
  }
  const { column, direction, beyond, valueIn } = sorts[input.sort];
  const conditions = filters(input);
  if (after) {
    const value = sortsByTime ? new Date(after.value) : BigInt(after.value);
    conditions.push(
      Prisma.sql`(${column} ${beyond} ${value} OR (${column} = ${value} AND id ${beyond} ${after.id}))`,
    );
  }
  const found = await deps.db.client.$queryRaw<{ id: string }[]>`
    SELECT id FROM products WHERE ${Prisma.join(conditions, " AND ")}
    ORDER BY ${column} ${direction}, id ${direction} LIMIT ${size + 1}`;
  const rows = await deps.db.client.product.findMany({
    where: { id: { in: found.map(({ id }) => id) } },
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const sorted = found.flatMap(({ id }) => byId.get(id) ?? []);
  return cursorPage(sorted, size, (row) => keysetCursor(valueIn(row), row.id), toAdminProduct);
}

function filters({ q, category, status, stock }: ListAdminProducts): Prisma.Sql[] {
  const all = [Prisma.sql`1 = 1`];
  if (q) {
    const pattern = `%${likePattern(q)}%`;
    all.push(Prisma.sql`search_name LIKE ${pattern} ESCAPE '\\'`);
  }
  if (category !== undefined) all.push(Prisma.sql`category = ${category}`);
  if (status === "active") all.push(Prisma.sql`archived_at IS NULL`);
  if (status === "archived") all.push(Prisma.sql`archived_at IS NOT NULL`);
  if (stock === "in") all.push(Prisma.sql`stock > 0`);
  if (stock === "low") all.push(Prisma.sql`stock BETWEEN 1 AND ${LOW_STOCK}`);
  if (stock === "out") all.push(Prisma.sql`stock = 0`);
  return all;
}
