import type { Order, OrderDetail } from "@sunchak/core/schema";
import { formatMoment } from "@sunchak/web/dates";
import { nameIn } from "@sunchak/web/locales";
import { useLocale, useTranslations } from "next-intl";
import { Fragment } from "react";
import { MoneyRow, MoneyRows } from "./money-lines.tsx";

/**
 * An order's sums, and what they did to the balance then: not what the balance is now.
 * @param detail undefined while it is not read.
 */
export function PaidSums({ order, detail }: { order: Order; detail: OrderDetail | undefined }) {
  const t = useTranslations("Order");
  const receipt = useTranslations("Receipt");
  const locale = useLocale();
  const coupon = detail?.coupon;
  const isPaid = order.paidAt !== null;
  const rule = <div className="my-1 border-line border-t" />;
  return (
    <MoneyRows>
      <MoneyRow amount={order.subtotal} label={t("subtotal")} />
      {order.discount > 0 ? (
        <MoneyRow
          amount={-order.discount}
          label={coupon ? receipt("coupon", { name: nameIn(coupon, locale) }) : t("discount")}
        />
      ) : null}
      {rule}
      <MoneyRow amount={order.total} label={isPaid ? t("paidAmount") : t("total")} strong />
      {detail?.entries.map(({ number, kind, amount, balanceAfter, createdAt }) => (
        <Fragment key={number}>
          {rule}
          {kind === "REFUND" ? (
            <MoneyRow
              amount={amount}
              label={receipt("refunded", { when: formatMoment(createdAt, locale) })}
              signed
            />
          ) : (
            <MoneyRow amount={balanceAfter - amount} label={receipt("balanceBefore")} />
          )}
          <MoneyRow
            amount={balanceAfter}
            label={receipt(kind === "REFUND" ? "balanceAfterRefund" : "balanceAfter")}
          />
        </Fragment>
      ))}
    </MoneyRows>
  );
}
