import type { AdminOrder, OrderFilter } from "@sunchak/core/schema";
import { DataTable } from "@sunchak/ui/data-table";
import { formatMoment } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import { nameIn } from "@sunchak/web/locales";
import { Price } from "@sunchak/web/price";
import { getLocale, getTranslations } from "next-intl/server";
import { columnsOf } from "@/list/columns.ts";
import { OrderStatusBadge } from "./status-badge.tsx";

/** Orders, the latest first. */
export async function OrderTable({
  orders,
  by,
  withoutShopper = false,
}: {
  orders: AdminOrder[];
  /** The moments that the list is filtered by, to show these. */
  by?: OrderFilter["by"];
  withoutShopper?: boolean;
}) {
  const [t, locale] = await Promise.all([getTranslations("Orders"), getLocale()]);
  const both = by === "settled";
  const when = (at: string | null) =>
    at ? (
      <span className="whitespace-nowrap tabular-nums max-md:text-ink-muted max-md:text-sm">
        {formatMoment(at, locale)}
      </span>
    ) : (
      <span className="max-md:hidden">—</span>
    );
  const columns = columnsOf<AdminOrder>({
    orderNumber: {
      head: t("order"),
      bare: "tall",
      cell: ({ orderId, orderNumber, firstLine, lineCount }) => {
        const name = firstLine ? nameIn(firstLine, locale) : "";
        return (
          <Link
            className="grid grid-cols-[minmax(0,1fr)] justify-items-start rounded-control hover:underline"
            href={`/orders/${orderId}`}
            prefetch={false}
          >
            <span className="whitespace-nowrap font-semibold tabular-nums max-md:text-[0.9375rem]">
              {orderNumber ?? t("noNumber")}
            </span>
            <span className="max-w-full text-ink-muted text-sm max-md:truncate">
              {lineCount > 1 ? t("nameAndMore", { name, count: lineCount - 1 }) : name}
            </span>
          </Link>
        );
      },
    },
    status: {
      head: t("status"),
      bare: "end",
      cell: ({ status }) => (
        <span className="max-md:-my-0.5 max-md:inline-flex">
          <OrderStatusBadge status={status} />
        </span>
      ),
    },
    shopper: {
      head: t("shopper"),
      bare: "start",
      cell: ({ shopper }) => (
        <Link
          className="hover:underline max-md:-my-0.5 max-md:inline-flex max-md:min-h-6 max-md:items-center max-md:text-sm"
          href={`/shoppers/${shopper.id}`}
          prefetch={false}
        >
          {shopper.name}
          <span className="block text-ink-muted text-sm max-md:hidden">{shopper.email}</span>
        </Link>
      ),
    },
    createdAt: by
      ? null
      : { head: t("placed"), bare: "end", cell: (order) => when(order.createdAt) },
    paidAt:
      both || by === "paid"
        ? { head: t("paid"), bare: "end", cell: (order) => when(order.paidAt) }
        : null,
    refundedAt:
      both || by === "refunded"
        ? {
            head: t("refunded"),
            bare: "end",
            cell: ({ refundedAt }) => (
              <>
                {both && refundedAt ? (
                  <span className="text-ink-muted text-sm md:hidden">{t("refunds")} </span>
                ) : null}
                {when(refundedAt)}
              </>
            ),
          }
        : null,
    total: {
      head: t("total"),
      numeric: true,
      bare: "end",
      cell: ({ total }) => <Price amount={total} className="font-semibold" locale={locale} />,
    },
    orderId: null,
    firstLine: null,
    lineCount: null,
    subtotal: null,
    discount: null,
  });
  return (
    <DataTable
      caption={t("title")}
      columns={columns.filter(({ key }) => !withoutShopper || key !== "shopper")}
      keyOf={({ orderId }) => orderId}
      rows={orders}
    />
  );
}
