/**
 * Splits a name at the words of a search, as they are typed. The parts with an odd index are
 * matches. What the shop finds by initials or by a half-typed syllable is no match here.
 */
export function splitAtMatches(name: string, search: string): string[] {
  const words = search
    .normalize("NFC")
    .split(/\s+/)
    .filter(Boolean)
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return words.length > 0 ? name.split(new RegExp(`(${words.join("|")})`, "iu")) : [name];
}
