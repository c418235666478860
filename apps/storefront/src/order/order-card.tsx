import type { OrderCard as Card, OrderStatus } from "@sunchak/core/schema";
import { Badge } from "@sunchak/ui/badge";
import { buttonClass } from "@sunchak/ui/button";
import { ProductImage } from "@sunchak/ui/product-image";
import { formatMoment } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import { nameIn } from "@sunchak/web/locales";
import { formatWon, Price } from "@sunchak/web/price";
import { useLocale, useTranslations } from "next-intl";
import { OrderAgain } from "./order-again.tsx";
import { statusTones } from "./status-tones.ts";

/** How many pictures a card has room for. */
const PICTURES = 4;

/** Whether money has gone out for it, so that there is a receipt. */
const hasReceipt: Record<OrderStatus, boolean> = {
  PENDING: false,
  PAID: true,
  CANCELLED: false,
  EXPIRED: false,
  REFUNDED: true,
};

/** An order in the list: its pictures, what it costs and what can be done with it. */
export function OrderCard({ order }: { order: Card }) {
  const t = useTranslations("Orders");
  const ofOrder = useTranslations("Order");
  const cards = useTranslations("Cards");
  const locale = useLocale();
  const { orderId, status, lines, products, createdAt, orderNumber, total } = order;
  const [first] = lines;
  const beyond = lines.length - PICTURES;
  const href = `/orders/${orderId}`;
  return (
    <li className="group relative grid gap-4 rounded-card border border-line p-5 transition-colors hover:border-line-strong">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-muted text-sm tabular-nums">
        <Badge tone={statusTones[status]}>{ofOrder(`status.${status}`)}</Badge>
        <span>{formatMoment(createdAt, locale)}</span>
        {orderNumber ? <span>{orderNumber}</span> : null}
      </p>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <div aria-hidden="true" className="flex gap-2">
          {lines.slice(0, PICTURES).map(({ productId }, index) => (
            <div className="relative w-16" key={productId}>
              <ProductImage
                sizes="4rem"
                className="rounded-control"
                src={products[productId]?.imageUrl ?? null}
              />
              {index === PICTURES - 1 && beyond > 0 ? (
                <span className="absolute inset-0 grid place-items-center rounded-control bg-scrim font-semibold text-white tabular-nums">
                  +{beyond}
                </span>
              ) : null}
            </div>
          ))}
        </div>
        <div className="grid min-w-48 grow gap-1">
          <h2 className="font-semibold text-lg leading-snug">
            <Link className="after:absolute after:inset-0 group-hover:underline" href={href}>
              {first
                ? lines.length > 1
                  ? t("nameAndMore", { name: nameIn(first, locale), count: lines.length - 1 })
                  : nameIn(first, locale)
                : orderId}
            </Link>
          </h2>
          <Price amount={total} className="font-bold text-lg" locale={locale} />
        </div>
        <div className="relative z-1 flex w-fit flex-wrap gap-2">
          {status === "PENDING" ? (
            <Link className={buttonClass()} href={href}>
              {cards("pay", { amount: formatWon(total, locale) })}
            </Link>
          ) : (
            <OrderAgain look="outline" orderId={orderId} />
          )}
          {hasReceipt[status] ? (
            <Link className={buttonClass({ look: "outline" })} href={`${href}/receipt`}>
              {cards("receipt")}
            </Link>
          ) : null}
        </div>
      </div>
    </li>
  );
}
