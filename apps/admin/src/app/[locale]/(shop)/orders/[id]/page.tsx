import { mayCall, WON_BOUND } from "@sunchak/core/schema";
import { DataTable } from "@sunchak/ui/data-table";
import { formatMoment } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import { nameIn } from "@sunchak/web/locales";
import { orNotFound } from "@sunchak/web/or-not-found";
import { formatWon, Price } from "@sunchak/web/price";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { errorWords } from "@/export/error-words.ts";
import { ExportStatusBadge } from "@/export/status-badge.tsx";
import { TryList } from "@/export/try-list.tsx";
import { Notes } from "@/note/notes.tsx";
import { RefundOrder } from "@/order/refund-order.tsx";
import { OrderStatusBadge } from "@/order/status-badge.tsx";
import { May } from "@/session/may.tsx";
import { Facts, Page, Part } from "@/shell/page.tsx";
import { Tags } from "@/tag/tags.tsx";
import { caller, openPage } from "@/trpc/server.tsx";
import { LedgerTable } from "@/user/ledger-table.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Order");
  return { title: t("title") };
}

export default async function OrderPage(props: PageProps<"/[locale]/orders/[id]">) {
  const { locale, admin } = await openPage(props);
  const { id } = await props.params;
  const order = await orNotFound(caller.order.get({ id }));
  const [t, list, errors] = await Promise.all([
    getTranslations("Order"),
    getTranslations("Orders"),
    getTranslations("ExportError"),
  ]);
  const won = (amount: number) => <Price amount={amount} locale={locale} />;
  const when = (at: string) => formatMoment(at, locale);
  const link = "underline underline-offset-4";
  const { coupon, refund } = order;
  const isTooMuch =
    order.status === "PAID" &&
    order.total > WON_BOUND &&
    mayCall(admin.role, "order.refund") &&
    !mayCall(admin.role, "order.refundMuch");
  return (
    <Page
      actions={
        order.status === "PAID" ? (
          <May call={order.total > WON_BOUND ? "order.refundMuch" : "order.refund"}>
            <RefundOrder
              coupon={coupon ? nameIn(coupon, locale) : null}
              id={id}
              lines={order.lines.map((line) => ({
                name: nameIn(line, locale),
                quantity: line.quantity,
              }))}
              orderNumber={order.orderNumber ?? id}
              shopper={order.shopper.name}
              total={order.total}
            />
          </May>
        ) : null
      }
      back={{ href: "/orders", words: list("title") }}
      lead={isTooMuch ? t("refundTooMuch", { won: formatWon(WON_BOUND, locale) }) : undefined}
      title={
        <span className="flex flex-wrap items-center gap-3 tabular-nums">
          {order.orderNumber ?? list("noNumber")}
          <OrderStatusBadge status={order.status} />
        </span>
      }
    >
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_20rem] lg:gap-12 [&>*]:min-w-0">
        <div className="grid content-start gap-8">
          <Part title={t("lines")}>
            <DataTable
              caption={t("lines")}
              columns={[
                {
                  key: "name",
                  head: t("product"),
                  bare: true,
                  cell: (line) => (
                    <Link
                      className="font-medium hover:underline"
                      href={`/products/${line.productId}`}
                      prefetch={false}
                    >
                      {nameIn(line, locale)}
                    </Link>
                  ),
                },
                { key: "unit", head: t("unit"), numeric: true, cell: (l) => won(l.unitPrice) },
                { key: "quantity", head: t("quantity"), numeric: true, cell: (l) => l.quantity },
                { key: "amount", head: t("amount"), numeric: true, cell: (l) => won(l.amount) },
              ]}
              keyOf={({ productId }) => productId}
              rows={order.lines}
            />
          </Part>
          <Part title={t("entries")}>
            {order.entries.length > 0 ? (
              <LedgerTable entries={order.entries} />
            ) : (
              <p className="text-ink-muted">{t("noEntries")}</p>
            )}
          </Part>
          <Part title={t("exports")}>
            {order.exports.length > 0 ? (
              <DataTable
                caption={t("exports")}
                columns={[
                  {
                    key: "type",
                    head: t("event"),
                    bare: true,
                    cell: (event) => (
                      <Link
                        className="font-medium hover:underline"
                        href={`/exports/${event.id}`}
                        prefetch={false}
                      >
                        {event.type}
                      </Link>
                    ),
                  },
                  {
                    key: "status",
                    head: list("status"),
                    cell: ({ status }) => <ExportStatusBadge status={status} />,
                  },
                  { key: "tries", head: t("tries"), numeric: true, cell: (e) => e.attempts },
                  {
                    key: "error",
                    head: t("lastError"),
                    cell: (e) => (e.lastError ? errorWords(errors, e.lastError) : "—"),
                  },
                ]}
                keyOf={(event) => event.id}
                rows={order.exports}
              />
            ) : (
              <p className="text-ink-muted">{t("noExports")}</p>
            )}
            {order.exports.map(({ id: eventId, type, tries }) =>
              tries.length > 0 ? (
                <details key={eventId}>
                  <summary className="inline-flex min-h-9 items-center rounded-control text-sm underline underline-offset-4">
                    {type} · {t("tryCount", { count: tries.length })}
                  </summary>
                  <div className="pt-2">
                    <TryList tries={tries} />
                  </div>
                </details>
              ) : null,
            )}
          </Part>
        </div>
        <div className="grid content-start gap-8">
          <Part title={t("money")}>
            <Facts
              items={[
                [
                  list("shopper"),
                  <Link className={link} href={`/shoppers/${order.shopper.id}`} key="s">
                    {order.shopper.name}
                  </Link>,
                ],
                [t("subtotal"), won(order.subtotal)],
                [t("discount"), won(-order.discount)],
                [list("total"), <strong key="t">{won(order.total)}</strong>],
                ...(coupon
                  ? ([
                      [
                        t("coupon"),
                        <Link className={link} href={`/campaigns/${coupon.campaignId}`} key="c">
                          {nameIn(coupon, locale)}
                        </Link>,
                      ],
                    ] as [string, React.ReactNode][])
                  : []),
                ...(refund
                  ? ([
                      [t("refunded"), won(refund.amount)],
                      [t("refundReason"), refund.reason],
                      [t("refundBy"), refund.actor?.name ?? "—"],
                    ] as [string, React.ReactNode][])
                  : []),
              ]}
            />
          </Part>
          <Tags subjectId={id} subjectType="order" />
          <Notes subjectId={id} subjectType="order" />
          <Part title={t("timeline")}>
            <ol className="grid gap-4 border-line border-l pl-4">
              {order.timeline.map((moment) => (
                <li className="grid gap-0.5" key={`${moment.at}-${moment.kind}-${moment.eventId}`}>
                  <span className="font-medium">{t(`kind.${moment.kind}`)}</span>
                  <span className="text-ink-muted text-sm tabular-nums">
                    {when(moment.at)}
                    {moment.actor ? ` · ${moment.actor.name}` : ""}
                  </span>
                  {moment.reason ? (
                    <span className="text-sm">
                      {moment.eventId ? errorWords(errors, moment.reason) : moment.reason}
                    </span>
                  ) : null}
                </li>
              ))}
            </ol>
          </Part>
        </div>
      </div>
    </Page>
  );
}
