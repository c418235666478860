/** A part of a name, and the place in the name at which it begins. */
interface Part {
  text: string;
  begin: number;
  isMatch: boolean;
}

/**
 * Splits a name at the words of a search, as they are typed. What the shop finds by initials or by a
 * half-typed syllable is no match here.
 */
export function splitAtMatches(name: string, search: string): Part[] {
  const words = search
    .normalize("NFC")
    .split(/\s+/)
    .filter(Boolean)
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  const texts = words.length > 0 ? name.split(new RegExp(`(${words.join("|")})`, "iu")) : [name];
  let end = 0;
  return texts.map((text, place) => {
    const begin = end;
    end += text.length;
    return { text, begin, isMatch: place % 2 === 1 };
  });
}
