/** White space, control characters and invisible ones: what the folding of a search leaves nothing of. */
const blank = /^[\s\p{Cc}\p{Default_Ignorable_Code_Point}]*$/u;

/** A search as it was typed, without white space at its ends; empty when it says nothing. */
export const trimSearch = (text: string): string => (blank.test(text) ? "" : text.trim());
