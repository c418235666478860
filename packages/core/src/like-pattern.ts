import { fold } from "@sunchak/db";

/** A typed text, folded, as a pattern of LIKE in which nothing is special; escaped by a backslash. */
export const likePattern = (text: string): string => fold(text).replaceAll(/[\\%_]/g, "\\$&");
