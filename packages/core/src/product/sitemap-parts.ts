import type { Deps } from "../deps.ts";
import { isId } from "../ids.ts";

/** How many products a part of the sitemap has; in two languages, a fifth of what one may list. */
const PART = 5_000;

/** A product on sale, and when its page last changed but for its stock. */
interface SitemapProduct {
  id: string;
  updatedAt: string;
}

/** The products on sale by id, from `from` on: one part of the sitemap. */
export async function listSitemapPart(
  { db }: Pick<Deps, "db">,
  { from }: { from: string },
  part = PART,
): Promise<SitemapProduct[]> {
  if (!isId(from)) return [];
  const rows = await db.client.product.findMany({
    where: { archivedAt: null, id: { gte: from } },
    orderBy: { id: "asc" },
    take: part,
    select: { id: true, updatedAt: true },
  });
  return rows.map(({ id, updatedAt }) => ({ id, updatedAt: updatedAt.toISOString() }));
}

/** The ids at which the parts of the sitemap begin; none while nothing is on sale. */
export async function listSitemapStarts({ db }: Pick<Deps, "db">, part = PART): Promise<string[]> {
  const starts: string[] = [];
  for (;;) {
    const last = starts.at(-1);
    const next = await db.client.product.findFirst({
      where: { archivedAt: null, ...(last && { id: { gte: last } }) },
      orderBy: { id: "asc" },
      skip: last ? part : 0,
      select: { id: true },
    });
    if (!next) return starts;
    starts.push(next.id);
  }
}
