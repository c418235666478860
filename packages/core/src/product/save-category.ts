import { audited, changedFields } from "../audit/audited.ts";
import type { Deps } from "../deps.ts";
import { notFound } from "../errors.ts";
import { newId } from "../ids.ts";
import { refuseTakenName } from "../taken-name.ts";
import type { Acting } from "../user/schema.ts";
import { categoryFields } from "./list-categories.ts";
import { type Category, type CreateCategory, categorySlug, type RenameCategory } from "./schema.ts";

/**
 * Creates a category.
 * @throws DomainError NAME_TAKEN
 */
export function createCategory(
  deps: Pick<Deps, "db" | "clock">,
  asked: CreateCategory & Acting,
): Promise<Category> {
  const { name, nameEn } = asked;
  const call = { action: "category.create", subjectType: "category" } as const;
  return refuseTakenName(() =>
    audited(deps, asked, call, async (tx, record) => {
      const plain = slugOf(nameEn);
      const isFree = plain && !(await tx.category.findUnique({ where: { slug: plain } }));
      const slug = isFree ? plain : `${plain || "category"}-${newId(deps.clock).slice(-6)}`;
      const category = await tx.category.create({
        data: { slug, name, nameEn, createdAt: deps.clock.now() },
        select: categoryFields,
      });
      record({ subjectId: slug, after: { name, nameEn } });
      return category;
    }),
  );
}

/**
 * Changes a category's names. Its slug stays, because addresses and products refer to it.
 * @throws DomainError NOT_FOUND | NAME_TAKEN
 */
export async function renameCategory(
  deps: Pick<Deps, "db" | "clock">,
  asked: RenameCategory & Acting,
): Promise<Category> {
  const { slug, name, nameEn } = asked;
  if (!categorySlug.safeParse(slug).success) throw notFound("category");
  const call = { action: "category.rename", subjectType: "category" } as const;
  return refuseTakenName(() =>
    audited(deps, asked, call, async (tx, record) => {
      const before = await tx.category.findUnique({ where: { slug } });
      const [category] = await tx.category.updateManyAndReturn({
        where: { slug },
        data: { name, nameEn },
        select: categoryFields,
      });
      if (!before || !category) throw notFound("category");
      const names = (of: Category) => ({ name: of.name, nameEn: of.nameEn });
      record({ subjectId: slug, ...changedFields(names(before), names(category)) });
      return category;
    }),
  );
}

/** The part of an English name that an address can hold; empty for some names. */
const slugOf = (nameEn: string): string =>
  nameEn
    .normalize("NFKD")
    .replaceAll(/\p{Mark}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 32)
    .replaceAll(/^-+|-+$/g, "");
