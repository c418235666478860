import { DomainError } from "../errors.ts";

/**
 * The refusal that names every line short of stock; null when none is.
 * @param available stock by product id; a missing product has none.
 */
export function whyOutOfStock(
  lines: readonly { productId: string; quantity: number }[],
  available: ReadonlyMap<string, number>,
): DomainError | null {
  const short = lines
    .map((line) => ({
      productId: line.productId,
      requested: line.quantity,
      available: available.get(line.productId) ?? 0,
    }))
    .filter((line) => line.requested > line.available);
  return short.length === 0
    ? null
    : new DomainError("OUT_OF_STOCK", "There is not enough stock.", { lines: short });
}
