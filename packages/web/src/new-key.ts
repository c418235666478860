import { nanoid } from "nanoid";

/**
 * A new idempotency key, for one press. Over plain http a page has no `crypto.randomUUID`, but it
 * has the random source that nanoid uses.
 */
export const newKey = (): string => nanoid();
