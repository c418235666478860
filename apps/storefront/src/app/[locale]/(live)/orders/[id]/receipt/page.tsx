import { formatMoment } from "@sunchak/web/dates";
import { nameIn, pathIn } from "@sunchak/web/locales";
import { orNotFound } from "@sunchak/web/or-not-found";
import { Price } from "@sunchak/web/price";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { PaidSums } from "@/order/paid-sums.tsx";
import { requireShopper } from "@/session/require-shopper.ts";
import { PaperPage } from "@/shell/paper-page.tsx";
import { caller } from "@/trpc/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Receipt");
  return { title: t("title"), robots: { index: false } };
}

/** A paid order's receipt, to print. It says what was true at the payment, and a refund since. */
export default async function ReceiptPage({ params }: PageProps<"/[locale]/orders/[id]/receipt">) {
  const { id } = await params;
  const here = `/orders/${encodeURIComponent(id)}`;
  const shopper = await requireShopper(`${here}/receipt`);
  const [locale, t, ofOrder, order, detail] = await Promise.all([
    getLocale(),
    getTranslations("Receipt"),
    getTranslations("Order"),
    orNotFound(caller.order.get({ id })),
    orNotFound(caller.order.detail({ id })),
  ]);
  if (order.orderNumber === null || order.paidAt === null) redirect(pathIn(locale, here));
  const when = (at: string) => formatMoment(at, locale);
  return (
    <PaperPage
      back={{ href: here, words: t("back") }}
      of={`${shopper.name} · ${shopper.email}`}
      title={t("title")}
    >
      <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-3">
        {(
          [
            [ofOrder("number"), order.orderNumber],
            [t("placed"), when(order.createdAt)],
            [t("paid"), when(order.paidAt)],
          ] as const
        ).map(([what, value]) => (
          <div key={what}>
            <dt className="text-ink-muted text-sm">{what}</dt>
            <dd className="font-semibold tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      <table className="w-full text-left">
        <thead className="text-ink-muted text-sm">
          <tr className="border-line border-b">
            <th className="py-2 pr-4 font-medium" scope="col">
              {t("product")}
            </th>
            <th className="py-2 pr-4 text-right font-medium max-sm:hidden" scope="col">
              {t("unitPrice")}
            </th>
            <th className="py-2 pr-4 text-right font-medium" scope="col">
              {t("quantity")}
            </th>
            <th className="py-2 text-right font-medium" scope="col">
              {t("amount")}
            </th>
          </tr>
        </thead>
        <tbody>
          {order.lines.map((line) => (
            <tr className="break-inside-avoid border-line border-b align-top" key={line.productId}>
              <td className="py-3 pr-4 font-medium">
                {nameIn(line, locale)}
                <Price
                  amount={line.unitPrice}
                  className="block font-normal text-ink-muted text-sm sm:hidden"
                  locale={locale}
                />
              </td>
              <td className="py-3 pr-4 text-right text-ink-muted max-sm:hidden">
                <Price amount={line.unitPrice} locale={locale} />
              </td>
              <td className="py-3 pr-4 text-right tabular-nums">{line.quantity}</td>
              <td className="py-3 text-right">
                <Price amount={line.amount} locale={locale} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <section aria-label={ofOrder("amounts")} className="grid justify-end">
        <div className="w-72 max-w-full sm:w-80">
          <PaidSums detail={detail} order={order} />
        </div>
      </section>
      <p className="text-ink-muted text-sm">{t("note")}</p>
    </PaperPage>
  );
}
