import type { Refusal } from "@sunchak/web/refusal";

/** A line of an order whose stock is short. */
interface ShortLine {
  productId: string;
  requested: number;
  available: number;
}

/** The lines that OUT_OF_STOCK names; none for any other refusal. */
export const shortLinesOf = ({ code, details }: Refusal): ShortLine[] =>
  code === "OUT_OF_STOCK" && Array.isArray(details.lines) ? details.lines : [];
