/** An amount of won as people read it: `12,000원` in Korean, `₩12,000` elsewhere. */
export function formatWon(amount: number, locale: string): string {
  const digits = new Intl.NumberFormat("en-US").format(Math.abs(amount));
  const sign = amount < 0 ? "−" : "";
  return locale === "ko" ? `${sign}${digits}원` : `${sign}₩${digits}`;
}
