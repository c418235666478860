import {
  categoryIn,
  type Database,
  fold,
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
  /** What narrows the products down. */
  tokens: TokenQuery;
}

type CategoryRow = { slug: string; name: string; nameEn: string };
const reads = new WeakMap<Database, SharedRead<CategoryRow[]>>();

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
  const tokens = words.map(({ text, categories }) => ({
    any:
      scope === "names" ? [nameHas(text)] : [nameHas(text), textHas(text), categoryIn(categories)],
  }));
  return { scope, whole, words, tokens: { all: tokens } };
}

/** There are few of them. */
function readCategories(db: Database): Promise<CategoryRow[]> {
  const share = reads.get(db) ?? sharedRead();
  reads.set(db, share);
  return share("", () =>
    readRows(db, Prisma.sql`SELECT slug, name, name_en AS "nameEn" FROM categories`),
  );
}
