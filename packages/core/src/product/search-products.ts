import { setImmediate } from "node:timers/promises";
import { columnsNamed, type Database, isFrequent, Prisma, readRows } from "@sunchak/db";
import type { Search } from "../search/read-search.ts";
import {
  classesOf,
  classSql,
  entriesOf,
  entriesWith,
  foundSql,
  isInClass,
  tokensOfClass,
} from "../search/relevance.ts";
import { bestSelling, orderSql, type ProductOrder } from "./product-order.ts";
import { type ListedProduct, productColumns } from "./product-row.ts";
import {
  type Candidates,
  EVERY,
  type Filter,
  findIds,
  goThroughIds,
  sortIds,
} from "./scan-products.ts";
import { LIST_DEPTH } from "./schema.ts";

/** The most candidates that are read to suggest some: their classes are all looked at. */
const LOOKED_AT = 1_500;

/**
 * The most candidates that one statement returns: on SQLite the process stands still meanwhile. With
 * a filter that few of them pass, it looks at more.
 */
const AT_ONCE = 5_000;

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

/** How many of them one statement goes through on SQLite. */
const THROUGH_AT_ONCE = 1_024;

/** How far the most relevant of a large search are found class by class; beyond, all are sorted. */
const CLASS_BY_CLASS = 200;

/** A part of the products that are found. */
export interface Part extends Filter {
  /** Null for the most relevant first. */
  order: ProductOrder | null;
  skip: number;
  take: number;
}

interface Found {
  rows: ListedProduct[];
  /** How many are found in all. */
  total: number;
}

const columns = columnsNamed(productColumns);

/** How many words a product is looked at for. Of more words, fewer products are looked at. */
const WORDS = 4;
const perWord = (most: number, { words }: Search): number =>
  Math.ceil((most * WORDS) / Math.max(WORDS, words.length));

/** A part of the products that are found, and how many they are, up to one more than LIST_DEPTH. */
export async function searchProducts(db: Database, search: Search, part: Part): Promise<Found> {
  const few = await findUpTo(AT_ONCE, db, search, part);
  if (few) return few;
  const ids = await findIds(db, found(db, search), part, LIST_DEPTH + 1);
  const total = ids.length;
  if (total > LIST_DEPTH) return { rows: await partOfMany(db, search, part), total };
  const among = { ...everyClass(db, search, part), entries: entriesOf(db, ids) };
  return { rows: await sortAll(db, part, among), total };
}

/** The first products that are found. */
export const findFirst = async (
  db: Database,
  search: Search,
  part: Part,
): Promise<ListedProduct[]> =>
  (await findUpTo(part.order ? AT_ONCE : LOOKED_AT, db, search, part))?.rows ??
  partOfMany(db, search, part);

/** Null when there may be more candidates. */
const findUpTo = async (most: number, db: Database, search: Search, part: Part) =>
  search.words.every(({ text }) => isFrequent(text))
    ? null
    : findCandidates(db, part, everyClass(db, search, part), {
        most: perWord(most, search),
        sorted: SORTED,
      });

async function partOfMany(db: Database, search: Search, part: Part): Promise<ListedProduct[]> {
  const { order, skip, take } = part;
  const every = everyClass(db, search, part);
  const through = perWord(GONE_THROUGH, search);
  if (order) return goThrough(db, { ...part, order }, every, through);
  const wanted = skip + take;
  if (wanted > CLASS_BY_CLASS) return sortAll(db, part, every);
  const rows = new Map<string, ListedProduct>();
  for (const name of classesOf(search)) {
    if (rows.size >= wanted) break;
    // SQLite answers at once, and gives nobody else a turn.
    await setImmediate();
    const next = { ...part, skip: 0, take: wanted };
    const candidates = {
      entries: entriesWith(db, tokensOfClass(search, name)),
      place: placeIf(isInClass(db, search, name)),
    };
    const limits = { most: perWord(SORTED_OF_MANY, search), sorted: SORTED_OF_MANY };
    const few = await findCandidates(db, next, candidates, limits);
    // Those of the classes before are among them: there were not enough of them.
    const those =
      few?.rows ?? (await goThrough(db, { ...next, order: bestSelling }, candidates, through));
    for (const row of those) if (!rows.has(row.id)) rows.set(row.id, row);
  }
  return [...rows.values()].slice(skip, wanted);
}

/** Reads products in an order, until enough of them are found. */
async function goThrough(
  db: Database,
  part: Part & { order: ProductOrder },
  candidates: Candidates,
  through: number,
): Promise<ListedProduct[]> {
  const { where, skip, take } = part;
  const order = orderSql(part.order);
  const isSqlite = db.provider === "sqlite";
  const atOnce = isSqlite ? Math.min(through, THROUGH_AT_ONCE) : through;
  // SQLite reads a subquery in its order, and would sort all of it before it answers.
  const again = isSqlite ? Prisma.empty : Prisma.sql`ORDER BY ${order}`;
  const rows = await readRows<ListedProduct>(
    db,
    Prisma.sql`
      SELECT ${columns} FROM (
        SELECT * FROM products p WHERE ${where} ORDER BY ${order} LIMIT ${knownLimit(atOnce)}
      ) AS p
      WHERE (SELECT ${candidates.place} FROM search_entries s WHERE s.product_id = p.id) IS NOT NULL
      ${again} LIMIT ${knownLimit(take)} OFFSET ${skip}`,
  );
  if (rows.length >= take) return rows.slice(0, take);
  if (atOnce < through) {
    const ids = await goThroughIds(db, candidates.place, part, { through, take: skip + take });
    if (ids.length === skip + take) return rowsOf(db, part, ids.slice(skip));
  }
  return sortAll(db, part, candidates);
}

/**
 * A limit that PostgreSQL knows when it plans. It would expect an unknown one to read a tenth of the
 * products, and so plan the statement anew for each call. The limits are few: others are rounded up.
 */
const knownLimit = (rows: number): Prisma.Sql =>
  Prisma.raw(String(rows <= 100 ? rows : 2 ** Math.ceil(Math.log2(rows))));

/** A part of the candidates that are found, however many there are. */
const sortAll = async (db: Database, part: Part, candidates: Candidates) =>
  db.provider === "sqlite"
    ? rowsOf(db, part, await sortIds(db, candidates, part))
    : ((await findCandidates(db, part, candidates, { most: EVERY, sorted: EVERY }))?.rows ?? []);

/** The products with these ids, as they are now, in the order of the ids. */
const rowsOf = (db: Database, { where }: Filter, ids: string[]) =>
  readRows<ListedProduct>(
    db,
    Prisma.sql`
      SELECT ${columns}
      FROM (SELECT key AS nth, value AS found_id FROM json_each(${JSON.stringify(ids)})) AS found
        JOIN products p ON p.id = found_id
      WHERE ${where} ORDER BY nth`,
  );

const placeIf = (isFound: Prisma.Sql): Prisma.Sql => Prisma.sql`CASE WHEN ${isFound} THEN 0 END`;

/** Every candidate, with no regard to its class. */
const found = (db: Database, search: Search): Candidates => ({
  entries: entriesWith(db, search.tokens),
  place: placeIf(foundSql(db, search)),
});

const everyClass = (db: Database, search: Search, { order }: Part): Candidates => ({
  ...found(db, search),
  ...(order ? {} : { place: classSql(db, search) }),
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
  const { where, isFiltered, order, skip, take } = part;
  const { most, sorted } = limits;
  const by = orderSql(order ?? bestSelling);
  const counting = isFiltered
    ? Prisma.sql`${candidates.entries} JOIN products p ON p.id = s.product_id WHERE ${where}`
    : Prisma.sql`${candidates.entries} WHERE NOT s.archived`;
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
        SELECT s.product_id, ${candidates.place} AS place FROM ${counting} LIMIT ${most + 1}
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
  if (isBeyond) return { rows: await sortAll(db, part, candidates), total };
  return { rows: rows.filter((row) => row.found_id !== null), total };
}
