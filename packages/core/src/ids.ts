import { v7 } from "uuid";
import type { Clock } from "./deps.ts";

/** A new UUID version 7 (RFC 9562): sorts by time. */
export const newId = (clock: Clock): string => v7({ msecs: clock.now().getTime() });

/**
 * Whether a string from outside can be an id at all. Anything else is simply not found, and does
 * not reach the database, which would refuse some of it (U+0000) with an error.
 */
export const isId = (value: string): boolean => /^[\w-]{1,64}$/.test(value);
