import { clsx } from "clsx";
import { type Locale, languages } from "./locales.ts";

/** An amount of won as people read it: `12,000원` in Korean, `₩12,000` in English. */
export function formatWon(amount: number, locale: Locale): string {
  const { won } = languages[locale];
  const text = won(formatCount(Math.abs(amount), locale));
  return amount < 0 ? `−${text}` : text;
}

/** A number of pieces, orders or people: `12,000`. */
export const formatCount = (count: number, locale: Locale): string =>
  new Intl.NumberFormat(languages[locale].tag).format(count);

interface PriceProps {
  /** Won. */
  amount: number;
  locale: Locale;
  /** Puts a plus before a positive amount, as in a ledger. */
  signed?: boolean;
  /** For a large amount that stands alone: its digits are as wide as they are drawn. */
  alone?: boolean;
  className?: string;
}

/** An amount of money; its digits keep one width, so that columns line up. */
export function Price({ amount, locale, signed, alone, className }: PriceProps) {
  return (
    <span className={clsx(!alone && "whitespace-nowrap tabular-nums", className)}>
      {signed && amount > 0 ? "+" : ""}
      {formatWon(amount, locale)}
    </span>
  );
}
