/** A typed text as a pattern of LIKE, in which nothing is special; escaped by a backslash. */
export const likePattern = (text: string): string =>
  text
    .normalize("NFC")
    .toLowerCase()
    .replaceAll(/[\\%_]/g, "\\$&");
