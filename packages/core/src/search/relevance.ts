import {
  begins,
  categoryIn,
  type Database,
  holdsHangul,
  nameHas,
  nameHasExactly,
  nameHasWord,
  nameIs,
  Prisma,
  type TokenQuery,
  tokenQueryText,
  withoutBlanks,
} from "@sunchak/db";
import { isAmong } from "../ids.ts";
import { escapeLike } from "../like-pattern.ts";
import { atBeginning, hasAnyIn } from "./patterns.ts";
import type { Search, SearchedWord } from "./read-search.ts";

// The rule of the search, as SQL over search_entries `s`.
// docs/decisions/0018-korean-search-without-a-search-server.md

/**
 * The classes of relevance, the most relevant first; the worst word decides. Those before
 * `startHalfTyped` find the query as it is; those up to `partHalfTyped`, half typed or by initials.
 */
const classes = [
  "wholeName",
  "start",
  "word",
  "part",
  "startHalfTyped",
  "wordHalfTyped",
  "partHalfTyped",
  "category",
  "description",
] as const;
type Class = (typeof classes)[number];

/** The classes in which a search may find a product. */
export function classesOf({ scope, whole, words }: Search): Class[] {
  const isPossible: Partial<Record<Class, boolean>> = {
    startHalfTyped: holdsHangul(whole),
    wordHalfTyped: holdsHangul(whole),
    partHalfTyped: holdsHangul(whole),
    category: words.some(({ categories }) => categories.length > 0),
    description: scope === "everywhere",
  };
  return classes.filter((name) => isPossible[name] ?? true);
}

const read = Prisma.sql`product_id, category, archived, names, texts`;

/** The entries that have these tokens, as a table `s`. */
export function entriesWith(
  { provider }: Pick<Database, "provider">,
  tokens: TokenQuery,
): Prisma.Sql {
  const text = tokenQueryText(provider, tokens);
  // A planner that knew the tokens would read the table instead of the index for frequent ones.
  const matching =
    provider === "postgresql"
      ? Prisma.sql`search_entries
          WHERE array_to_tsvector(string_to_array(tokens, ' ')) @@ (SELECT ${text}::tsquery)`
      : Prisma.sql`search_entries_index JOIN search_entries ON search_entries.id = search_entries_index.rowid
          WHERE search_entries_index MATCH ${text}`;
  return Prisma.sql`(SELECT ${read} FROM ${matching}) AS s`;
}

/** The entries of these products, as a table `s`. */
export const entriesOf = (
  db: Pick<Database, "provider">,
  productIds: readonly string[],
): Prisma.Sql =>
  Prisma.sql`(SELECT ${read} FROM search_entries WHERE product_id ${isAmong(db, productIds)}) AS s`;

const names = Prisma.sql`s.names`;
const texts = Prisma.sql`s.texts`;

const has = (column: Prisma.Sql, text: string): Prisma.Sql =>
  Prisma.sql`${column} LIKE ${`%${escapeLike(text)}%`} ESCAPE '\\'`;

const both = (...conditions: Prisma.Sql[]) => Prisma.sql`(${Prisma.join(conditions, " AND ")})`;
const either = (...conditions: Prisma.Sql[]) => Prisma.sql`(${Prisma.join(conditions, " OR ")})`;

/** The place of the class in which a product is found, the smaller the more relevant; or null. */
export function classSql(db: Pick<Database, "provider">, search: Search): Prisma.Sql {
  const conditions = conditionsOf(db, search);
  const firstOf = (names: readonly Class[]) =>
    names.map((name) => Prisma.sql`WHEN ${conditions[name]} THEN ${place(name)}`);
  // What is not inside a name as it is, is none of the classes before that either.
  const asItIs = Prisma.sql`WHEN ${conditions.part} THEN
    CASE ${Prisma.join(firstOf(["wholeName", "start", "word"]), " ")} ELSE ${place("part")} END`;
  const others = classesOf(search).filter(
    (name) => classes.indexOf(name) > classes.indexOf("part"),
  );
  return Prisma.sql`CASE ${Prisma.join([asItIs, ...firstOf(others)], " ")} END`;
}

const place = (name: Class) => Prisma.raw(String(classes.indexOf(name)));

/** Whether a product is in a class, or in one before. */
export const isInClass = (
  db: Pick<Database, "provider">,
  search: Search,
  name: Class,
): Prisma.Sql => conditionsOf(db, search)[name];

/** Whether a product is found at all. */
export const foundSql = (db: Pick<Database, "provider">, search: Search): Prisma.Sql =>
  isInClass(db, search, search.scope === "everywhere" ? "description" : "partHalfTyped");

/** Each holds for the classes before it too, but for the two that compare the whole query. */
function conditionsOf(db: Pick<Database, "provider">, search: Search): Record<Class, Prisma.Sql> {
  const { whole } = search;
  const each = (condition: (word: SearchedWord) => Prisma.Sql) =>
    both(...fewShapes(search.words).map(condition));
  // A query that holds Hangul is compared with names without their blanks.
  const [edge, key] = holdsHangul(whole) ? ["\t", withoutBlanks(whole)] : ["\n", ` ${whole}`];
  const end = holdsHangul(whole) ? edge : ` ${edge}`;
  const part = (word: SearchedWord) => has(names, word.text);
  const anyPart = (word: SearchedWord) => either(part(word), hasAnyIn(db, names, word.names));
  const ofCategory = ({ categories }: SearchedWord) =>
    Prisma.sql`${` ${categories.join(" ")} `} LIKE '% ' || s.category || ' %'`;
  return {
    wholeName: has(names, edge + key + end),
    start: has(names, edge + key),
    word: each((word) => has(names, ` ${word.text} `)),
    part: each(part),
    startHalfTyped: hasAnyIn(db, names, atBeginning(whole.split(" ")), "\t"),
    wordHalfTyped: each((word) => either(part(word), hasAnyIn(db, names, word.names, " "))),
    partHalfTyped: each(anyPart),
    category: each((word) => either(anyPart(word), ofCategory(word))),
    // What costs least comes first.
    description: each((word) =>
      either(
        part(word),
        has(texts, word.text),
        ofCategory(word),
        hasAnyIn(db, names, word.names),
        hasAnyIn(db, texts, word.texts),
      ),
    ),
  };
}

/** How many words a statement is made for: a database prepares and keeps each statement. */
const SHAPES = [1, 2, 3, 4, 8, 16, 32, 64];

/** Repeats the last word up to a number for which there is a statement. */
function fewShapes(words: readonly SearchedWord[]): SearchedWord[] {
  const count = SHAPES.find((shape) => shape >= words.length) ?? words.length;
  return Array.from({ length: count }, (_, i) => words[i] ?? words.at(-1)).filter(
    (word) => word !== undefined,
  );
}

/** What narrows the products down to those that may be of a class. */
export function tokensOfClass({ whole, narrowing, tokens }: Search, name: Class): TokenQuery {
  const [first = ""] = whole.split(" ");
  const each = (query: (word: string) => TokenQuery): TokenQuery => ({
    all: narrowing.map(({ text }) => query(text)),
  });
  const withOthers = (begin: TokenQuery): TokenQuery => ({
    all: [begin, ...narrowing.flatMap(({ text }) => (text === first ? [] : nameHas(text)))],
  });
  const perClass: Record<Class, () => TokenQuery> = {
    wholeName: () => nameIs(whole),
    start: () =>
      holdsHangul(whole)
        ? begins("name", withoutBlanks(whole), "exactly")
        : withOthers(begins("name", first, "exactly")),
    word: () => each(nameHasWord),
    part: () => each(nameHasExactly),
    startHalfTyped: () => withOthers(begins("name", first, "half typed")),
    wordHalfTyped: () =>
      each((word) => ({ any: [begins("word", word, "half typed"), nameHasExactly(word)] })),
    partHalfTyped: () => each(nameHas),
    category: () => ({
      all: narrowing.map(({ text, categories }) => ({
        any: [nameHas(text), categoryIn(categories)],
      })),
    }),
    description: () => tokens,
  };
  return perClass[name]();
}
