import { clsx } from "clsx";
import { formatWon } from "./format.ts";

interface PriceProps {
  /** Won. */
  amount: number;
  locale: string;
  /** Puts a plus before a positive amount, as in a ledger. */
  signed?: boolean;
  className?: string;
}

/** An amount of money; its digits keep one width, so that columns line up. */
export function Price({ amount, locale, signed, className }: PriceProps) {
  return (
    <span className={clsx("whitespace-nowrap tabular-nums", className)}>
      {signed && amount > 0 ? "+" : ""}
      {formatWon(amount, locale)}
    </span>
  );
}
