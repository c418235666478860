import { columnsNamed, type Database, Prisma, readRows, type TokenQuery } from "@sunchak/db";
import type { Search } from "../search/read-search.ts";
import {
  classesOf,
  classSql,
  entriesWith,
  foundSql,
  placeOf,
  tokensOfClass,
} from "../search/relevance.ts";
import { countProducts } from "./count-products.ts";
import { type ListedProduct, productColumns } from "./product-row.ts";

/**
 * The most candidates that are sorted. With more, the products are gone through in their order: a
 * page of them is found soon.
 */
const CANDIDATES = 2_000;

/** How far the most relevant are found class by class; beyond, all are sorted. */
const CLASS_BY_CLASS = 200;

/** A part of the products that are found. */
export interface Part {
  /** Conditions on products `p`. */
  where: Prisma.Sql;
  /** By columns of products `p`; null for the most relevant first. */
  order: Prisma.Sql | null;
  skip: number;
  take: number;
}

interface Found {
  rows: ListedProduct[];
  /** How many are found in all. */
  total: number;
}

const bestSelling = Prisma.sql`p.sold_quantity DESC, p.id DESC`;
const columns = columnsNamed(productColumns);

/** A part of the products that are found, and how many they are, up to one more than LIST_DEPTH. */
export async function searchProducts(db: Database, search: Search, part: Part): Promise<Found> {
  const few = await sortCandidates(db, part, everyClass(db, search));
  if (few) return few;
  const [rows, total] = await Promise.all([
    partOfMany(db, search, part),
    countProducts(
      db,
      Prisma.sql`${entriesWith(db, search.tokens)} JOIN products p ON p.id = s.product_id
        WHERE ${part.where} AND ${foundSql(db, search)}`,
    ),
  ]);
  return { rows, total };
}

/** The most relevant of the products that are found. */
export async function findMostRelevant(
  db: Database,
  search: Search,
  { where, take }: Pick<Part, "where" | "take">,
): Promise<ListedProduct[]> {
  const part = { where, order: null, skip: 0, take };
  const few = await sortCandidates(db, part, everyClass(db, search));
  return few?.rows ?? partOfMany(db, search, part);
}

async function partOfMany(db: Database, search: Search, part: Part): Promise<ListedProduct[]> {
  const { order, skip, take } = part;
  if (order) return goThrough(db, part, order, foundSql(db, search));
  const wanted = skip + take;
  if (wanted > CLASS_BY_CLASS) {
    const all = { ...everyClass(db, search), most: Number.MAX_SAFE_INTEGER - 1 };
    return (await sortCandidates(db, part, all))?.rows ?? [];
  }
  const rows: ListedProduct[] = [];
  for (const name of classesOf(search)) {
    if (rows.length === wanted) break;
    const next = { ...part, skip: 0, take: wanted - rows.length };
    const place = classSql(db, search, name);
    const only = Prisma.sql`= ${placeOf(name)}`;
    const tokens = tokensOfClass(search, name);
    const few = await sortCandidates(db, next, { tokens, place, only });
    rows.push(
      ...(few?.rows ?? (await goThrough(db, next, bestSelling, Prisma.sql`${place} ${only}`))),
    );
  }
  return rows.slice(skip);
}

/** Reads products in an order, until enough of them meet a condition on their search entry. */
const goThrough = (
  db: Database,
  { where, skip, take }: Part,
  order: Prisma.Sql,
  condition: Prisma.Sql,
): Promise<ListedProduct[]> =>
  readRows(
    db,
    Prisma.sql`
      SELECT ${columns} FROM products p
      WHERE ${where} AND (SELECT ${condition} FROM search_entries s WHERE s.product_id = p.id)
      ORDER BY ${order} LIMIT ${take} OFFSET ${skip}`,
  );

/** Which of the products to sort. */
interface Candidates {
  tokens: TokenQuery;
  /** The place of a product's class. */
  place: Prisma.Sql;
  /** Which places to find. */
  only: Prisma.Sql;
  /** With more candidates, none is sorted. */
  most?: number;
}

const everyClass = (db: Database, search: Search): Candidates => ({
  tokens: search.tokens,
  place: classSql(db, search),
  only: Prisma.sql`IS NOT NULL`,
});

/** A part of the candidates that are found, and how many they are; null when there are too many. */
async function sortCandidates(
  db: Database,
  { where, order, skip, take }: Part,
  { tokens, place, only, most = CANDIDATES }: Candidates,
): Promise<Found | null> {
  const sorted = order ?? Prisma.sql`class, ${bestSelling}`;
  const rows = await readRows<
    ListedProduct & { candidates: bigint; total: bigint; place: bigint | null }
  >(
    db,
    Prisma.sql`
      WITH candidates AS MATERIALIZED (
        SELECT * FROM ${entriesWith(db, tokens)} LIMIT ${most + 1}
      ), found AS MATERIALIZED (
        SELECT p.id, p.sold_quantity, p.price, p.created_at, ${place} AS class
        FROM candidates s JOIN products p ON p.id = s.product_id
        WHERE (SELECT count(*) FROM candidates) <= ${most} AND ${where}
      ), page AS (
        SELECT p.id AS found_id, row_number() OVER (ORDER BY ${sorted}) AS place
        FROM found p WHERE class ${only} ORDER BY place LIMIT ${take} OFFSET ${skip}
      )
      SELECT (SELECT count(*) FROM candidates) AS candidates,
        (SELECT count(*) FROM found WHERE class ${only}) AS total, place, ${columns}
      FROM (SELECT 1 AS one) AS always LEFT JOIN page ON one = 1 LEFT JOIN products p ON p.id = found_id
      ORDER BY place`,
  );
  const [first] = rows;
  if (!first || first.candidates > most) return null;
  return { rows: rows.filter((row) => row.place !== null), total: Number(first.total) };
}
