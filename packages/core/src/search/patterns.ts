import {
  allKeystrokes,
  charactersBy,
  type Database,
  isHangul,
  isInitials,
  keystrokes,
  Prisma,
} from "@sunchak/db";

/** A text in which some places take any one of several characters, given as ranges: "가-깋ㄱ". */
export type Pattern = (string | { oneOf: string })[];

/** What a word is found as in a name: as it is, half typed, or by the initials of the syllables. */
export const inNames = (word: string): Pattern[] =>
  isInitials(word) ? [initialsOf(word), [word]] : completionsOf(word);

/** What a word may become that is as it is but for its last character, which may be half typed. */
export function completionsOf(word: string): Pattern[] {
  const chars = [...word];
  const last = chars.pop() ?? "";
  if (!isHangul(last)) return [[word]];
  const keys = keystrokes(last);
  const [before, moved] = [keys.slice(0, -1), keys.slice(-1)];
  const becomes = [...chars, { oneOf: rangesBy(keys, "begin") }];
  // The last consonant may begin the next syllable: "컾" becomes "커피".
  return before !== "" && isInitials(moved)
    ? [
        becomes,
        [...chars, { oneOf: rangesBy(before, "exactly") }, { oneOf: rangesBy(moved, "begin") }],
      ]
    : [becomes];
}

const initialsOf = (word: string): Pattern =>
  [...allKeystrokes(word)].map((letter) => ({ oneOf: rangesBy(letter, "begin") }));

/** What a whole query is found as at the beginning of a name without its blanks. */
export function atBeginning(words: readonly string[]): Pattern[] {
  const before = words
    .slice(0, -1)
    .flatMap((word): Pattern => (isInitials(word) ? initialsOf(word) : [word]));
  return inNames(words.at(-1) ?? "").map((last) => [...before, ...last]);
}

/** Tells of texts whether they have one of these patterns. */
export function finderOf(patterns: readonly Pattern[]): (text: string) => boolean {
  const regex = new RegExp(regexOf(patterns), "u");
  return (text) => regex.test(text);
}

/** Whether a column has one of these patterns, right after another text. */
export function hasAnyIn(
  { provider }: Pick<Database, "provider">,
  column: Prisma.Sql,
  patterns: readonly Pattern[],
  after = "",
): Prisma.Sql {
  if (provider === "postgresql") return Prisma.sql`${column} ~ ${after + regexOf(patterns)}`;
  // Always two, so that there are few different statements.
  const [one = [], other = one] = patterns;
  const glob = (pattern: Pattern) => `*${after}${textOf(pattern, /[*?[]/g, "[$&]")}*`;
  return Prisma.sql`(${column} GLOB ${glob(one)} OR ${column} GLOB ${glob(other)})`;
}

/** In the common part of the languages of PostgreSQL and JavaScript. */
const regexOf = (patterns: readonly Pattern[]) =>
  `(?:${patterns.map((pattern) => textOf(pattern, /[$()*+./?[\\\]^{|}]/g, "\\$&")).join("|")})`;

const textOf = (pattern: Pattern, special: RegExp, escaped: string): string =>
  pattern
    .map((part) => (typeof part === "string" ? part.replace(special, escaped) : `[${part.oneOf}]`))
    .join("");

/** There are few that differ: one for each syllable at most. */
const known = new Map<string, string>();

function rangesBy(keys: string, how: "exactly" | "begin"): string {
  const key = how + keys;
  const ranges = known.get(key) ?? charactersBy(keys, how).reduce(withRange, "");
  known.set(key, ranges);
  return ranges;
}

/** Adds a character to a class, to the range at its end if it continues it. */
function withRange(set: string, char: string): string {
  const last = set.at(-1);
  if (last === undefined || char.charCodeAt(0) !== last.charCodeAt(0) + 1) return set + char;
  return set.at(-2) === "-" ? set.slice(0, -1) + char : `${set}-${char}`;
}
