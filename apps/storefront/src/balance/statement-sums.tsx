import type { Statement } from "@sunchak/core/schema";
import { useTranslations } from "next-intl";
import { MoneyRow, MoneyRows } from "@/order/money-lines.tsx";

/** What a month began with, what came and went, and what it ended with. */
export function StatementSums({ statement }: { statement: Statement }) {
  const t = useTranslations("Statement");
  const kinds = useTranslations("Balance");
  const { opening, closing, sums, isOver } = statement;
  return (
    <section aria-label={t("sums")} className="rounded-card bg-sunken p-6">
      <MoneyRows>
        <MoneyRow amount={opening} label={t("opening")} />
        {sums.map(({ kind, count, amount }) => (
          <MoneyRow
            amount={amount}
            key={kind}
            label={t("ofKind", { kind: kinds(`kind.${kind}`), count })}
            signed
          />
        ))}
        <div className="my-1 border-line border-t" />
        <MoneyRow amount={closing} label={t(isOver ? "closing" : "now")} strong />
      </MoneyRows>
    </section>
  );
}
