import { applyMigrations } from "./apply-migrations.ts";
import { chainStoredCoupons } from "./chain-coupons.ts";
import { foldStoredNames } from "./fold-names.ts";
import { indexStoredProducts } from "./index-products.ts";
import { providerOf } from "./provider.ts";
import { migrations } from "./schema-files.ts";

/**
 * Brings a database to the state that this version needs: it applies the committed migrations that
 * the database has not seen yet, folds names and makes entries for the search, and chains the
 * coupons that are in no log. Safe to kill, to repeat and to run several times at once.
 * @param options.foldNames whether to look at every name that is stored.
 * @returns the names of the migrations applied now.
 * @throws EnvError when Prisma's migrator was killed in the middle of one.
 */
export async function deployMigrations(
  url: string,
  { foldNames = false }: { foldNames?: boolean } = {},
): Promise<string[]> {
  const applied = await applyMigrations(url, migrations(providerOf(url)));
  await foldStoredNames(url, foldNames);
  await indexStoredProducts(url);
  await chainStoredCoupons(url);
  return applied;
}
