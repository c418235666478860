/** A form's fields as they are typed: a number is text, and so is what may be left out. */
export type Typed<Fields> = {
  [Name in keyof Fields]-?: Fields[Name] extends number | null | undefined
    ? string
    : NonNullable<Fields[Name]>;
};

/**
 * The whole number that somebody typed, also as "18,000" or in full-width digits; NaN for any other
 * text.
 */
export function numberIn(typed: string): number {
  const plain = typed.normalize("NFKC").replace("−", "-").trim();
  const isNumber = /^[+-]?(?:\d+|\d{1,3}(?:[ ,]\d{3})+)$/.test(plain);
  return isNumber ? Number(plain.replaceAll(/[ ,]/g, "")) : Number.NaN;
}
