import { fold } from "@sunchak/db";

/**
 * A typed text, folded, as a LIKE pattern without wildcards; the escape character is a backslash.
 */
export const likePattern = (text: string): string => fold(text).replaceAll(/[\\%_]/g, "\\$&");
