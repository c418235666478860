"use client";

import type { Order, OrderDetail } from "@sunchak/core/schema";
import { buttonClass } from "@sunchak/ui/button";
import { formatMoment } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import { useLocale, useTranslations } from "next-intl";
import { OrderAgain } from "./order-again.tsx";
import { PaidSums } from "./paid-sums.tsx";

/** What an order that needs no payment any more has cost, and where to go from here. */
export function OrderReceipt({ order, detail }: { order: Order; detail: OrderDetail | undefined }) {
  const t = useTranslations("Order");
  const receipt = useTranslations("Receipt");
  const locale = useLocale();
  const { orderId, orderNumber, paidAt } = order;
  return (
    <section aria-labelledby="receipt" className="grid gap-5 rounded-card bg-sunken p-6">
      <h2 className="font-bold text-lg" id="receipt">
        {paidAt ? t("receipt") : t("amounts")}
      </h2>
      {orderNumber ? (
        <div>
          <p className="text-ink-muted text-sm">{t("number")}</p>
          <p className="font-bold text-xl tabular-nums tracking-wide">{orderNumber}</p>
        </div>
      ) : null}
      <PaidSums detail={detail} order={order} />
      {paidAt ? (
        <p className="text-ink-muted text-sm tabular-nums">
          {t("paidAt", { when: formatMoment(paidAt, locale) })}
        </p>
      ) : null}
      <div className="grid gap-2">
        {paidAt ? null : <OrderAgain orderId={orderId} wide />}
        <Link
          className={buttonClass({ look: paidAt ? "solid" : "outline", wide: true })}
          href="/products"
        >
          {t("goOn")}
        </Link>
        {paidAt ? <OrderAgain look="outline" orderId={orderId} wide /> : null}
        {paidAt ? (
          <Link
            className={buttonClass({ look: "outline", wide: true })}
            href={`/orders/${orderId}/receipt`}
          >
            {receipt("open")}
          </Link>
        ) : null}
        <Link className={buttonClass({ look: "outline", wide: true })} href="/orders">
          {t("toOrders")}
        </Link>
      </div>
    </section>
  );
}
