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
  isInClass,
  tokensOfClass,
} from "../search/relevance.ts";
import { countProducts } from "./count-products.ts";
import { type ListedProduct, productColumns } from "./product-row.ts";
import { LIST_DEPTH } from "./schema.ts";

/** The most candidates that are read to suggest some: their classes are all looked at. */
const LOOKED_AT = 1_500;

/**
 * The most products of a class that are sorted. With more, products are gone through in their order:
 * enough of the class are found soon.
 */
const SORTED = 500;

/**
 * The most products of a class of a large search that are sorted, and how many are gone through
 * for a class that may have more. When too few of them are found, all are sorted.
 */
const SORTED_OF_MANY = 500;
const GONE_THROUGH = 8_192;

/** How far the most relevant of a large search are found class by class; beyond, all are sorted. */
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
  const few = await findUpTo(LIST_DEPTH, db, search, part);
  if (few) return few;
  const found = Prisma.sql`${onSale(db, search.tokens, part)} AND ${foundSql(db, search)}`;
  const [rows, total] = await Promise.all([partOfMany(db, search, part), countProducts(db, found)]);
  return { rows, total };
}

/** The entries of products on sale that have these tokens, as after FROM. */
const onSale = (db: Database, tokens: TokenQuery, { isFiltered, where }: Part): Prisma.Sql =>
  isFiltered
    ? Prisma.sql`${entriesWith(db, tokens)} JOIN products p ON p.id = s.product_id WHERE ${where}`
    : Prisma.sql`${entriesWith(db, tokens)} WHERE NOT s.archived`;

/** The most relevant of the products that are found. */
export async function findMostRelevant(
  db: Database,
  search: Search,
  take: number,
): Promise<ListedProduct[]> {
  const where = Prisma.sql`p.archived_at IS NULL`;
  const part = { where, isFiltered: false, order: null, skip: 0, take };
  const few = await findUpTo(LOOKED_AT, db, search, part);
  return few?.rows ?? partOfMany(db, search, part);
}

/** Null when there may be more candidates. */
const findUpTo = async (most: number, db: Database, search: Search, part: Part) =>
  search.words.every(({ text }) => isFrequent(text))
    ? null
    : findCandidates(db, part, everyClass(db, search, part), { most, sorted: SORTED });

async function partOfMany(db: Database, search: Search, part: Part): Promise<ListedProduct[]> {
  const { order, skip, take } = part;
  const every = everyClass(db, search, part);
  if (order) return goThrough(db, part, order, every);
  const wanted = skip + take;
  if (wanted > CLASS_BY_CLASS) return sortAll(db, part, every);
  const rows = new Map<string, ListedProduct>();
  for (const name of classesOf(search)) {
    if (rows.size >= wanted) break;
    const next = { ...part, skip: 0, take: wanted };
    const candidates = {
      tokens: tokensOfClass(search, name),
      place: Prisma.sql`CASE WHEN ${isInClass(db, search, name)} THEN 0 END`,
    };
    const limits = { most: SORTED_OF_MANY, sorted: SORTED_OF_MANY };
    const few = await findCandidates(db, next, candidates, limits);
    // Those of the classes before are among them: there were not enough of them.
    for (const row of few?.rows ?? (await goThrough(db, next, bestSelling, candidates))) {
      if (!rows.has(row.id)) rows.set(row.id, row);
    }
  }
  return [...rows.values()].slice(skip, wanted);
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
        SELECT * FROM products p WHERE ${where} ORDER BY ${order} LIMIT ${knownLimit(GONE_THROUGH)}
      ) AS p
      WHERE (SELECT ${candidates.place} FROM search_entries s WHERE s.product_id = p.id) IS NOT NULL
      ${again} LIMIT ${knownLimit(take)} OFFSET ${skip}`,
  );
  if (rows.length < take) return sortAll(db, { ...part, order }, candidates);
  return rows.slice(0, take);
}

/**
 * A limit that PostgreSQL knows when it plans. It would expect an unknown one to read a tenth of the
 * products, and so plan the statement anew for each call. The limits are few: others are rounded up.
 */
const knownLimit = (rows: number): Prisma.Sql =>
  Prisma.raw(String(rows <= 100 ? rows : 2 ** Math.ceil(Math.log2(rows))));

const EVERY = Number.MAX_SAFE_INTEGER - 1;

const sortAll = async (db: Database, part: Part, candidates: Candidates) =>
  (await findCandidates(db, part, candidates, { most: EVERY, sorted: EVERY }))?.rows ?? [];

/** Which products to look at. */
interface Candidates {
  tokens: TokenQuery;
  /** The place of a product in the list before its order counts; null when it is not found. */
  place: Prisma.Sql;
}

const everyClass = (db: Database, search: Search, { order }: Part): Candidates => ({
  tokens: search.tokens,
  place: order ? Prisma.sql`CASE WHEN ${foundSql(db, search)} THEN 0 END` : classSql(db, search),
});

/**
 * A part of the candidates that are found, and how many these are.
 * @param limits.most null is returned when there are more candidates.
 * @param limits.sorted products are gone through for a place that more than these have.
 */
async function findCandidates(
  db: Database,
  part: Part,
  candidates: Candidates,
  limits: { most: number; sorted: number },
): Promise<Found | null> {
  const { where, order, skip, take } = part;
  const { most, sorted } = limits;
  const by = order ?? bestSelling;
  const fits = Prisma.sql`(SELECT count(*) FROM candidates) <= ${most}`;
  // SQLite would go through the products although a condition holds for none.
  const enough =
    db.provider === "sqlite"
      ? Prisma.sql`(SELECT CASE WHEN place < 99 THEN ${skip + take} ELSE 0 END FROM many)`
      : knownLimit(skip + take);
  const rows = await readRows<
    ListedProduct & { candidates: bigint; total: bigint; reached: bigint; found_id: string | null }
  >(
    db,
    Prisma.sql`
      WITH candidates AS MATERIALIZED (
        SELECT s.product_id, ${candidates.place} AS place
        FROM ${onSale(db, candidates.tokens, part)} LIMIT ${most + 1}
      ), counts AS MATERIALIZED (
        SELECT place, count(*) AS found FROM candidates WHERE place IS NOT NULL GROUP BY place
      ), many AS MATERIALIZED (
        SELECT COALESCE(min(place), 99) AS place FROM counts WHERE found > ${sorted}
      ), found AS (
        SELECT product_id, place FROM candidates
        WHERE ${fits} AND place < (SELECT place FROM many)
        UNION ALL SELECT * FROM (
          SELECT p.id, 99 FROM products p
          WHERE ${fits} AND (SELECT place FROM many) < 99 AND ${where} AND (p.id IN (
            SELECT product_id FROM candidates WHERE place = (SELECT place FROM many)
          )) IS TRUE
          ORDER BY ${by} LIMIT ${enough}
        ) AS gone_through
      ), page AS (
        SELECT p.id AS found_id, place FROM found JOIN products p ON p.id = found.product_id
        WHERE ${where} ORDER BY place, ${by} LIMIT ${take} OFFSET ${skip}
      )
      SELECT (SELECT count(*) FROM candidates) AS candidates,
        (SELECT COALESCE(sum(found), 0) FROM counts) AS total,
        (SELECT COALESCE(sum(found), 0) FROM counts
          WHERE place <= (SELECT place FROM many)) AS reached, found_id, ${columns}
      FROM (SELECT 1 AS one) AS always
        LEFT JOIN page ON one = 1 LEFT JOIN products p ON p.id = found_id
      ORDER BY place, ${by}`,
  );
  const [first] = rows;
  if (!first || first.candidates > most) return null;
  const [total, reached] = [Number(first.total), Number(first.reached)];
  const isBeyond = reached < total && skip + take > reached;
  if (isBeyond) return findCandidates(db, part, candidates, { most, sorted: EVERY });
  return { rows: rows.filter((row) => row.found_id !== null), total };
}
