/** More won than any balance holds. */
const MAX_DIGITS = 9;

/** `1234567` as `1,234,567`. */
export const groupDigits = (digits: string): string => digits.replace(/\B(?=(?:\d{3})+$)/g, ",");

/** The digits of what was typed or pasted, full-width ones too; not the decimals of a pasted amount. */
const digitsOf = (text: string) =>
  text
    .normalize("NFKC")
    .replace(/\.\d{1,2}(?!\d)/, "")
    .replace(/\D/g, "");

interface Edited {
  /** What the field holds after an edit, as the browser made it, and where the caret stands. */
  text: string;
  caret: number;
  /** The digits before it. */
  before: string;
  /** The browser's name for it, as `deleteContentBackward`. */
  kind: string | undefined;
}

/**
 * The digits that an edit of an amount leaves, and where the caret stands in them once they are
 * grouped. Only digits are accepted, and no more than nine. Deleting a separator deletes the digit
 * beyond it.
 */
export function typeWon({ text, caret, before, kind }: Edited): { digits: string; caret: number } {
  let left = digitsOf(text.slice(0, caret));
  let right = digitsOf(text.slice(caret));
  if (left + right === before && text.length < groupDigits(before).length) {
    if (kind === "deleteContentBackward") left = left.slice(0, -1);
    if (kind === "deleteContentForward") right = right.slice(1);
  }
  const made = left + right;
  const added = made.length - before.length;
  if (made.length > MAX_DIGITS) {
    return { digits: before, caret: groupedLength(before, Math.max(0, left.length - added)) };
  }
  // The zeros behind a first digit that was deleted wait for another one.
  const zeros = kind?.startsWith("delete") ? 0 : made.search(/[1-9]|$/);
  const digits = made.slice(zeros);
  return { digits, caret: groupedLength(digits, Math.max(0, left.length - zeros)) };
}

/** How long the first `count` digits are, with the separators between them. */
function groupedLength(digits: string, count: number): number {
  const grouped = groupDigits(digits);
  let seen = 0;
  let at = 0;
  while (seen < count) {
    if (grouped[at] !== ",") seen += 1;
    at += 1;
  }
  return at;
}
