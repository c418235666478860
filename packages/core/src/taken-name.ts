import { isUniqueViolation } from "@sunchak/db";
import { DomainError } from "./errors.ts";

/**
 * Runs a transaction that stores a unique name.
 * @throws DomainError NAME_TAKEN
 */
export const refuseTakenName = <T>(store: () => Promise<T>): Promise<T> =>
  refuseTaken(store, "NAME_TAKEN", "The name is taken.");

/**
 * Runs a transaction that stores a product with its SKU.
 * @throws DomainError SKU_TAKEN
 */
export const refuseTakenSku = <T>(store: () => Promise<T>): Promise<T> =>
  refuseTaken(store, "SKU_TAKEN", "Another product has this SKU.");

async function refuseTaken<T>(
  store: () => Promise<T>,
  code: "NAME_TAKEN" | "SKU_TAKEN",
  message: string,
): Promise<T> {
  try {
    return await store();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new DomainError(code, message);
  }
}
