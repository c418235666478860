import { type Database, Prisma, readInPieces } from "@sunchak/db";
import { type SharedRead, sharedRead } from "../shared-read.ts";
import { bestSelling, columnOf, orderSql, type ProductOrder } from "./product-order.ts";

// Reads that look at very many products. A statement that does so would hold up a process on SQLite,
// so it returns a row for each product that it has looked at, and what it finds is sorted here.

/** No limit at all. SQLite evaluates a part of a statement by itself when it has one. */
export const EVERY = Number.MAX_SAFE_INTEGER - 1;

/** Which products to look at. */
export interface Candidates {
  /** Search entries, as a table `s`. */
  entries: Prisma.Sql;
  /** The place of a product in the list before its order counts; null when it is not found. */
  place: Prisma.Sql;
}

/** Which products count. */
export interface Filter {
  /** Conditions on products `p`. */
  where: Prisma.Sql;
  /** Whether there are more conditions than that they are on sale. */
  isFiltered: boolean;
}

/** The place of each candidate that counts. */
const placesOf = ({ entries, place }: Candidates, { where, isFiltered }: Filter): Prisma.Sql => {
  const counts = isFiltered
    ? Prisma.sql`EXISTS (SELECT 1 FROM products p WHERE p.id = s.product_id AND ${where})`
    : Prisma.sql`NOT s.archived`;
  return Prisma.sql`
    SELECT s.product_id AS id, CASE WHEN ${counts} THEN ${place} END AS place
    FROM ${entries} LIMIT ${EVERY}`;
};

const shares = new WeakMap<Database, SharedRead<string[]>>();

/** The ids of the candidates that are found, in no order, up to so many; callers share a read. */
export function findIds(
  db: Database,
  candidates: Candidates,
  filter: Filter,
  most: number,
): Promise<string[]> {
  const share = shares.get(db) ?? sharedRead();
  shares.set(db, share);
  // PostgreSQL need not return what it has looked at in vain.
  const found = db.provider === "postgresql" ? Prisma.sql`WHERE place IS NOT NULL` : Prisma.empty;
  const limit = db.provider === "postgresql" ? most : EVERY;
  const query = Prisma.sql`
    SELECT CASE WHEN place IS NOT NULL THEN id END AS id
    FROM (${placesOf(candidates, filter)}) AS looked_at ${found} LIMIT ${limit}`;
  return share(JSON.stringify([query.text, query.values]), async () => {
    const ids: string[] = [];
    for await (const rows of readInPieces<{ id: string | null }>(db, query)) {
      for (const { id } of rows) if (id !== null) ids.push(id);
      if (ids.length >= most) break;
    }
    return ids.slice(0, most);
  });
}

interface Placed {
  id: string;
  place: bigint | null;
  /** Of the column that an order is by. */
  value: bigint | string;
}

/** The ids of a part of the candidates that are found, on SQLite. */
export async function sortIds(
  db: Database,
  candidates: Candidates,
  {
    order,
    skip,
    take,
    ...filter
  }: Filter & { order: ProductOrder | null; skip: number; take: number },
): Promise<string[]> {
  const by = order ?? bestSelling;
  const wanted = skip + take;
  const compare = inOrder(by);
  let first: Placed[] = [];
  const pieces = readInPieces<Placed>(
    db,
    Prisma.sql`
      SELECT id, place, CASE WHEN place IS NOT NULL
        THEN (SELECT ${columnOf(by)} FROM products p WHERE p.id = looked_at.id) END AS value
      FROM (${placesOf(candidates, filter)}) AS looked_at LIMIT ${EVERY}`,
  );
  for await (const rows of pieces) {
    for (const row of rows) if (row.place !== null) first.push(row);
    if (first.length > 2 * wanted) first = first.sort(compare).slice(0, wanted);
  }
  return first
    .sort(compare)
    .slice(skip, wanted)
    .map(({ id }) => id);
}

function inOrder([, direction]: ProductOrder) {
  const sign = direction === "asc" ? 1 : -1;
  const compare = <T extends bigint | string>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0);
  return (a: Placed, b: Placed) =>
    compare(a.place ?? 0n, b.place ?? 0n) ||
    sign * (compare(a.value, b.value) || compare(a.id, b.id));
}

/**
 * The ids of the first products in an order that are found, on SQLite.
 * @param limits.through how many products are gone through at most.
 * @returns fewer than `limits.take` when there may be more.
 */
export async function goThroughIds(
  db: Database,
  place: Prisma.Sql,
  { where, order }: Pick<Filter, "where"> & { order: ProductOrder },
  limits: { through: number; take: number },
): Promise<string[]> {
  const ids: string[] = [];
  const pieces = readInPieces<{ id: string; place: bigint | null }>(
    db,
    Prisma.sql`
      SELECT p.id, (SELECT ${place} FROM search_entries s WHERE s.product_id = p.id) AS place
      FROM (SELECT id FROM products p WHERE ${where} ORDER BY ${orderSql(order)} LIMIT ${limits.through}) AS p
      LIMIT ${EVERY}`,
  );
  for await (const rows of pieces) {
    for (const row of rows) if (row.place !== null) ids.push(row.id);
    if (ids.length >= limits.take) break;
  }
  return ids.slice(0, limits.take);
}
