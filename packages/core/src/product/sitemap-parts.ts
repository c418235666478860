import type { Database } from "@sunchak/db";
import type { Deps } from "../deps.ts";

/** How many products a part of the sitemap has; in two languages, a fifth of what one may list. */
const PART = 5_000;

/** How stale the parts may get, in milliseconds. */
const KEPT_MS = 5_000;

/** A product on sale, and when its page last changed but for its stock. */
interface SitemapProduct {
  id: string;
  updatedAt: string;
}

interface Kept {
  at: number;
  starts: Promise<string[]>;
  /** By the id at which each begins. */
  parts: Map<string, Promise<SitemapProduct[]>>;
}

const kept = new WeakMap<Database, Kept>();

/** Anybody may ask for them as often as they like, and they are long: a process reads each once. */
function keptParts({ db, clock }: Pick<Deps, "db" | "clock">, part: number): Kept {
  const at = clock.now().getTime();
  const known = kept.get(db);
  if (known && Math.abs(at - known.at) < KEPT_MS) return known;
  const starts = readStarts(db, part);
  starts.catch(() => kept.delete(db));
  const made: Kept = { at, starts, parts: new Map() };
  kept.set(db, made);
  return made;
}

/** The products on sale by id, from a start on: one part of the sitemap; none from any other id. */
export async function listSitemapPart(
  deps: Pick<Deps, "db" | "clock">,
  { from }: { from: string },
  part = PART,
): Promise<SitemapProduct[]> {
  const { starts, parts } = keptParts(deps, part);
  if (!(await starts).includes(from)) return [];
  const products = parts.get(from) ?? readPart(deps.db, from, part);
  parts.set(from, products);
  products.catch(() => parts.delete(from));
  return products;
}

/** The ids at which the parts of the sitemap begin; none while nothing is on sale. */
export const listSitemapStarts = (
  deps: Pick<Deps, "db" | "clock">,
  part = PART,
): Promise<string[]> => keptParts(deps, part).starts;

async function readPart({ client }: Database, from: string, part: number) {
  const rows = await client.product.findMany({
    where: { archivedAt: null, id: { gte: from } },
    orderBy: { id: "asc" },
    take: part,
    select: { id: true, updatedAt: true },
  });
  return rows.map(({ id, updatedAt }) => ({ id, updatedAt: updatedAt.toISOString() }));
}

async function readStarts({ client }: Database, part: number): Promise<string[]> {
  const starts: string[] = [];
  for (;;) {
    const last = starts.at(-1);
    const next = await client.product.findFirst({
      where: { archivedAt: null, ...(last && { id: { gte: last } }) },
      orderBy: { id: "asc" },
      skip: last ? part : 0,
      select: { id: true },
    });
    if (!next) return starts;
    starts.push(next.id);
  }
}
