import { nanoid } from "nanoid";

/**
 * A new idempotency key, for one press. `crypto.randomUUID` is not there on a page over plain http;
 * what nanoid draws from is.
 */
export const newKey = (): string => nanoid();
