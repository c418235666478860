import type { Deps } from "../deps.ts";
import { DomainError, notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { type SetWish, WISHES_MAX } from "./schema.ts";

/**
 * Puts a product on a shopper's wish list, or takes it off. Repeats change nothing.
 * @throws DomainError NOT_FOUND for what is not on sale, except to take it off | VALIDATION_FAILED
 *   beyond {@link WISHES_MAX}
 */
export async function setWish(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { userId, productId, wished }: SetWish & { userId: string },
): Promise<SetWish> {
  if (!isId(productId)) throw notFound("product");
  if (!wished) {
    await db.client.wishedProduct.deleteMany({ where: { userId, productId } });
    return { productId, wished };
  }
  return db.transaction(async (tx) => {
    // Locks the shopper's row, so that wishes at once are counted one after the other.
    await tx.$executeRaw`UPDATE users SET role = role WHERE id = ${userId}`;
    const product = await tx.product.findUnique({ where: { id: productId, archivedAt: null } });
    if (!product) throw notFound("product");
    const mine = { userId, productId };
    if (await tx.wishedProduct.findUnique({ where: { userId_productId: mine } })) {
      return { productId, wished };
    }
    if ((await tx.wishedProduct.count({ where: { userId } })) >= WISHES_MAX) {
      throw new DomainError("VALIDATION_FAILED", `At most ${WISHES_MAX} wishes.`, {
        fields: [{ path: "productId", message: `a wish list holds at most ${WISHES_MAX}` }],
      });
    }
    await tx.wishedProduct.create({ data: { ...mine, createdAt: clock.now() } });
    return { productId, wished };
  });
}
