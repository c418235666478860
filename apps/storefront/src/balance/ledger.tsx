"use client";

import { Alert } from "@sunchak/ui/alert";
import { Button } from "@sunchak/ui/button";
import { formatMoment } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import { Price } from "@sunchak/web/price";
import { useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useCodeWords } from "@/refusal/code-words.tsx";
import { useTRPC, useTRPCClient } from "@/trpc/client.tsx";
import { ENTRIES_A_PAGE, keysetPages } from "@/trpc/keyset-pages.ts";

/** Every change of the balance, newest first, each with the balance after it. */
export function Ledger() {
  const t = useTranslations("Balance");
  const locale = useLocale();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const words = useCodeWords(false);
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage, isFetchNextPageError } =
    useSuspenseInfiniteQuery(
      keysetPages(trpc.balance.entries.pathKey(), (cursor) =>
        client.balance.entries.query({ cursor, size: ENTRIES_A_PAGE }),
      ),
    );
  const entries = data.pages.flatMap((page) => page.items);
  return (
    <section aria-labelledby="ledger" className="grid gap-4">
      <h2 className="font-bold text-xl" id="ledger">
        {t("ledger")}
      </h2>
      {entries.length === 0 ? (
        <p className="rounded-card bg-sunken p-8 text-ink-muted">{t("ledgerEmpty")}</p>
      ) : (
        <table className="w-full text-left">
          <thead className="text-ink-muted text-sm max-sm:sr-only">
            <tr className="border-line border-b">
              <th className="py-2 pr-4 font-medium" scope="col">
                {t("what")}
              </th>
              <th className="py-2 pr-4 text-right font-medium" scope="col">
                {t("amount")}
              </th>
              <th className="py-2 text-right font-medium" scope="col">
                {t("balanceAfter")}
              </th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr className="border-line border-b" key={entry.number}>
                <td className="py-3.5 pr-4">
                  <span className="block font-medium">
                    {entry.orderId ? (
                      <Link
                        className="underline decoration-line-strong underline-offset-4 hover:decoration-ink"
                        href={`/orders/${entry.orderId}`}
                        prefetch={false}
                      >
                        {t(`kind.${entry.kind}`)}
                      </Link>
                    ) : (
                      t(`kind.${entry.kind}`)
                    )}
                  </span>
                  <span className="block text-ink-muted text-sm tabular-nums">
                    {formatMoment(entry.createdAt, locale)}
                  </span>
                  {entry.kind === "ADJUSTMENT" && entry.reason ? (
                    <span className="block text-ink-muted text-sm">{entry.reason}</span>
                  ) : null}
                </td>
                <td className="py-3.5 pr-4 text-right align-top">
                  <Price
                    amount={entry.amount}
                    className={entry.amount > 0 ? "font-semibold text-positive" : "font-semibold"}
                    locale={locale}
                    signed
                  />
                </td>
                <td className="py-3.5 text-right align-top text-ink-muted">
                  <Price amount={entry.balanceAfter} locale={locale} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {isFetchNextPageError ? <Alert tone="negative">{words(error)}</Alert> : null}
      {hasNextPage ? (
        <Button
          busy={isFetchingNextPage}
          className="justify-self-center"
          look="outline"
          onClick={() => void fetchNextPage()}
        >
          {isFetchingNextPage ? t("reading") : t("more")}
        </Button>
      ) : null}
    </section>
  );
}
