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
  const when = (at: string | null) => (
    <span className="whitespace-nowrap tabular-nums">{at ? formatMoment(at, locale) : "—"}</span>
  );
  const both = by === "settled";
  const columns = columnsOf<AdminOrder>({
    orderNumber: {
      head: t("order"),
      bare: "start",
      cell: ({ orderId, orderNumber, firstLine, lineCount }) => {
        const name = firstLine ? nameIn(firstLine, locale) : "";
        return (
          <Link
            className="grid justify-items-start rounded-control hover:underline"
            href={`/orders/${orderId}`}
            prefetch={false}
          >
            <span className="font-semibold tabular-nums">{orderNumber ?? t("noNumber")}</span>
            <span className="text-ink-muted text-sm">
              {lineCount > 1 ? t("nameAndMore", { name, count: lineCount - 1 }) : name}
            </span>
          </Link>
        );
      },
    },
    status: {
      head: t("status"),
      bare: "end",
      cell: ({ status }) => <OrderStatusBadge status={status} />,
    },
    shopper: {
      head: t("shopper"),
      bare: "start",
      cell: ({ shopper }) => (
        <Link className="hover:underline" href={`/shoppers/${shopper.id}`} prefetch={false}>
          {shopper.name}
          <span className="block text-ink-muted text-sm max-md:hidden">{shopper.email}</span>
        </Link>
      ),
    },
    createdAt: by ? null : { head: t("placed"), cell: ({ createdAt }) => when(createdAt) },
    paidAt: both || by === "paid" ? { head: t("paid"), cell: ({ paidAt }) => when(paidAt) } : null,
    refundedAt:
      both || by === "refunded"
        ? { head: t("refunded"), cell: ({ refundedAt }) => when(refundedAt) }
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
