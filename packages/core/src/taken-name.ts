import { isUniqueViolation } from "@sunchak/db";
import { DomainError } from "./errors.ts";

/**
 * Runs a transaction that stores a unique name.
 * @throws DomainError NAME_TAKEN
 */
export async function refuseTakenName<T>(store: () => Promise<T>): Promise<T> {
  try {
    return await store();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new DomainError("NAME_TAKEN", "The name is taken.");
  }
}
