import {
  columnsNamed,
  type Database,
  isFrequent,
  Prisma,
  readRows,
  type TokenQuery,
} from "@sunchak/db";
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
import { LIST_DEPTH } from "./schema.ts";

/**
 * The most candidates that are sorted to find the most relevant. With more, products are gone
 * through from the best seller on: enough of them are found soon.
 */
const SORTED = 1_000;

/** How many products are gone through at most. When too few of them are found, all are sorted. */
const GONE_THROUGH = 10_000;

/** How far the most relevant are found class by class; beyond, all are sorted. */
const CLASS_BY_CLASS = 200;

/** A part of the products that are found. */
export interface Part {
  /** Conditions on products `p`, which are on sale. */
  where: Prisma.Sql;
  /** Whether there are more conditions than that they are on sale. */
  isFiltered: boolean;
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
  // With other conditions, to count them costs as much as to sort them.
  const few = await sortUpTo(part.isFiltered ? LIST_DEPTH : SORTED, db, search, part);
  if (few) return few;
  const entries = entriesWith(db, search.tokens);
  const onSale = part.isFiltered
    ? Prisma.sql`${entries} JOIN products p ON p.id = s.product_id WHERE ${part.where}`
    : Prisma.sql`${entries} WHERE NOT s.archived`;
  const [rows, total] = await Promise.all([
    partOfMany(db, search, part),
    countProducts(db, Prisma.sql`${onSale} AND ${foundSql(db, search)}`),
  ]);
  return { rows, total };
}

/** The most relevant of the products that are found. */
export async function findMostRelevant(
  db: Database,
  search: Search,
  take: number,
): Promise<ListedProduct[]> {
  const where = Prisma.sql`p.archived_at IS NULL`;
  const part = { where, isFiltered: false, order: null, skip: 0, take };
  const few = await sortUpTo(SORTED, db, search, part);
  return few?.rows ?? partOfMany(db, search, part);
}

const sortUpTo = async (most: number, db: Database, search: Search, part: Part) =>
  search.words.every(({ text }) => isFrequent(text))
    ? null
    : sortCandidates(db, part, { ...everyClass(db, search), most });

async function partOfMany(db: Database, search: Search, part: Part): Promise<ListedProduct[]> {
  const { order, skip, take } = part;
  const every = everyClass(db, search);
  if (order) return goThrough(db, part, order, every);
  const wanted = skip + take;
  if (wanted > CLASS_BY_CLASS) return sortAll(db, part, every);
  const rows: ListedProduct[] = [];
  for (const name of classesOf(search)) {
    if (rows.length === wanted) break;
    const next = { ...part, skip: 0, take: wanted - rows.length };
    const candidates = {
      tokens: tokensOfClass(search, name),
      place: classSql(db, search, name),
      only: Prisma.sql`= ${placeOf(name)}`,
    };
    const few = await sortCandidates(db, next, { ...candidates, most: SORTED });
    rows.push(...(few?.rows ?? (await goThrough(db, next, bestSelling, candidates))));
  }
  return rows.slice(skip);
}

/** Reads products in an order, until enough of them are found. */
async function goThrough(
  db: Database,
  part: Part,
  order: Prisma.Sql,
  candidates: Candidates,
): Promise<ListedProduct[]> {
  const { where, skip, take } = part;
  // SQLite reads a subquery in its order, and would sort all of it before it answers.
  const again = db.provider === "postgresql" ? Prisma.sql`ORDER BY ${order}` : Prisma.empty;
  const rows = await readRows<ListedProduct>(
    db,
    Prisma.sql`
      SELECT ${columns} FROM (
        SELECT * FROM products p WHERE ${where} ORDER BY ${order} LIMIT ${GONE_THROUGH}
      ) AS p
      WHERE (SELECT ${candidates.place} FROM search_entries s WHERE s.product_id = p.id) ${candidates.only}
      ${again} LIMIT ${take} OFFSET ${skip}`,
  );
  return rows.length === take ? rows : sortAll(db, { ...part, order }, candidates);
}

const sortAll = async (db: Database, part: Part, candidates: Candidates) =>
  (await sortCandidates(db, part, { ...candidates, most: Number.MAX_SAFE_INTEGER - 1 }))?.rows ??
  [];

/** Which of the products to sort. */
interface Candidates {
  tokens: TokenQuery;
  /** The place of a product's class. */
  place: Prisma.Sql;
  /** Which places to find. */
  only: Prisma.Sql;
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
  { tokens, place, only, most }: Candidates & { most: number },
): Promise<Found | null> {
  const sorted = order ?? Prisma.sql`class, ${bestSelling}`;
  const rows = await readRows<
    ListedProduct & { candidates: bigint; total: bigint; place: bigint | null }
  >(
    db,
    Prisma.sql`
      WITH candidates AS MATERIALIZED (
        SELECT product_id, ${place} AS class FROM ${entriesWith(db, tokens)} LIMIT ${most + 1}
      ), found AS MATERIALIZED (
        SELECT p.id, p.sold_quantity, p.price, p.created_at, class
        FROM candidates c JOIN products p ON p.id = c.product_id
        WHERE (SELECT count(*) FROM candidates) <= ${most} AND class ${only} AND ${where}
      ), page AS (
        SELECT p.id AS found_id, row_number() OVER (ORDER BY ${sorted}) AS place
        FROM found p ORDER BY place LIMIT ${take} OFFSET ${skip}
      )
      SELECT (SELECT count(*) FROM candidates) AS candidates,
        (SELECT count(*) FROM found) AS total, place, ${columns}
      FROM (SELECT 1 AS one) AS always LEFT JOIN page ON one = 1 LEFT JOIN products p ON p.id = found_id
      ORDER BY place`,
  );
  const [first] = rows;
  if (!first || first.candidates > most) return null;
  return { rows: rows.filter((row) => row.place !== null), total: Number(first.total) };
}
