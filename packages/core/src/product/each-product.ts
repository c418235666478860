import type { Deps } from "../deps.ts";
import { eachOf } from "../paging.ts";
import type { ProductRow } from "./product-row.ts";

/** Every product with all its texts, archived ones too, from the first to the newest. */
export const eachProduct = ({ db }: Pick<Deps, "db">): AsyncGenerator<ProductRow> =>
  eachOf(async ({ cursor, size }) => {
    const items = await db.client.product.findMany({
      where: { id: { gt: cursor } },
      orderBy: { id: "asc" },
      take: size,
    });
    return { items, nextCursor: items.length < size ? null : (items.at(-1)?.id ?? null) };
  });
