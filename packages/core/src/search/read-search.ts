import {
  allKeystrokes,
  categoryIn,
  type Database,
  fold,
  isFrequent,
  nameHas,
  Prisma,
  readRows,
  searchedNames,
  type TokenQuery,
  textHas,
} from "@sunchak/db";
import { type SharedRead, sharedRead } from "../shared-read.ts";
import { completionsOf, finderOf, inNames, type Pattern } from "./patterns.ts";

export interface SearchedWord {
  text: string;
  /** What it is found as in names. */
  names: Pattern[];
  /** What it is found as in descriptions. */
  texts: Pattern[];
  /** The slugs of the categories whose names have it. */
  categories: string[];
}

/** What a shopper searches for. */
export interface Search {
  /** Where it is looked for. */
  scope: "everywhere" | "names";
  /** The folded query. */
  whole: string;
  /** The different words, all of which must be found; at least one. */
  words: SearchedWord[];
  /** The words that narrow the products down. */
  narrowing: SearchedWord[];
  /** What narrows the products down. */
  tokens: TokenQuery;
}

type CategoryRow = { slug: string; name: string; nameEn: string };
const reads = new WeakMap<Database, SharedRead<CategoryRow[]>>();

/**
 * The most words that narrow the products down, the longest first. Looking up the tokens of a
 * frequent one takes long, and it narrows little.
 */
const NARROWING = 4;
const NARROWING_FREQUENT = 2;

/** Reads a query that was typed; null when it says nothing. */
export async function readSearch(
  db: Database,
  q: string,
  scope: Search["scope"] = "everywhere",
): Promise<Search | null> {
  const whole = fold(q);
  if (whole === "") return null;
  const categories = scope === "names" ? [] : await readCategories(db);
  const words = [...new Set(whole.split(" "))].map((text): SearchedWord => {
    const names = inNames(text);
    const isIn = finderOf(names);
    const matching = categories.filter(({ name, nameEn }) => isIn(searchedNames(name, nameEn)));
    return {
      text,
      names,
      texts: completionsOf(text),
      categories: matching.map(({ slug }) => slug),
    };
  });
  const narrowing = words
    .toSorted((a, b) => lettersOf(b) - lettersOf(a))
    .filter(({ text }, i) => i < (isFrequent(text) ? NARROWING_FREQUENT : NARROWING));
  const tokens = narrowing.map(({ text, categories }) => ({
    any:
      scope === "names" ? [nameHas(text)] : [nameHas(text), textHas(text), categoryIn(categories)],
  }));
  return { scope, whole, words, narrowing, tokens: { all: tokens } };
}

const lettersOf = ({ text }: SearchedWord) => allKeystrokes(text).length;

/** There are few of them. */
function readCategories(db: Database): Promise<CategoryRow[]> {
  const share = reads.get(db) ?? sharedRead();
  reads.set(db, share);
  return share("", () =>
    readRows(db, Prisma.sql`SELECT slug, name, name_en AS "nameEn" FROM categories`),
  );
}
