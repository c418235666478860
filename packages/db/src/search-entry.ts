import { Prisma } from "../generated/sqlite/client.ts";
import type { Transaction } from "./database.ts";
import { fold } from "./fold.ts";
import { holdsHangul, type Searched, tokensOf, withoutBlanks } from "./search-tokens.ts";

/** A product as the search needs it. */
export interface SearchedProduct extends Searched {
  id: string;
  version: number;
  archivedAt: Date | null;
}

/** How many products a statement stores. */
const AT_ONCE = 500;

/**
 * Stores the search entry of each product: what the search reads of it. Whoever writes a product
 * calls this in the same transaction. An entry of a later version stays as it is.
 */
export async function storeSearchEntries(
  tx: Pick<Transaction, "$executeRaw">,
  products: readonly SearchedProduct[],
): Promise<void> {
  for (let begin = 0; begin < products.length; begin += AT_ONCE) {
    const rows = products
      .slice(begin, begin + AT_ONCE)
      .map(
        (product) =>
          Prisma.sql`(${Prisma.join([
            ...[product.id, product.version, product.category, product.archivedAt !== null],
            ...[
              searchedNames(product.name, product.nameEn),
              searchedTexts(product),
              tokensOf(product),
            ],
          ])})`,
      );
    await tx.$executeRaw`
      INSERT INTO search_entries (product_id, version, category, archived, names, texts, tokens) VALUES ${Prisma.join(rows)}
      ON CONFLICT (product_id) DO UPDATE SET version = excluded.version, category = excluded.category,
        archived = excluded.archived, names = excluded.names, texts = excluded.texts, tokens = excluded.tokens
      WHERE search_entries.version <= excluded.version`;
  }
}

/**
 * Names as the search's patterns expect them: each between line feeds with a blank on either side;
 * one that holds Hangul also without its blanks, between tabs.
 */
export const searchedNames = (...names: string[]): string =>
  names
    .map(fold)
    .map((name) =>
      holdsHangul(name) ? `\n ${name} \n\t${withoutBlanks(name)}\t` : `\n ${name} \n`,
    )
    .join("");

const searchedTexts = ({ description, descriptionEn }: Searched): string =>
  `\n${fold(description)}\n${fold(descriptionEn)}\n`;
