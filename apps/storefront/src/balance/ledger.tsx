"use client";

import type { LedgerFilter } from "@sunchak/core/schema";
import { Alert } from "@sunchak/ui/alert";
import { Button, buttonClass } from "@sunchak/ui/button";
import { formatMonth } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import { useSuspenseInfiniteQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useCodeWords } from "@/refusal/code-words.tsx";
import { useTRPC, useTRPCClient } from "@/trpc/client.tsx";
import { ENTRIES_A_PAGE, keysetPages } from "@/trpc/keyset-pages.ts";
import { EntryTable } from "./entry-table.tsx";
import { LedgerFilters } from "./ledger-filters.tsx";

/** Every change of the balance, newest first, each with the balance after it; or those asked for. */
export function Ledger({ filter }: { filter: LedgerFilter }) {
  const t = useTranslations("Balance");
  const ledger = useTranslations("Ledger");
  const locale = useLocale();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const words = useCodeWords(false);
  const { data: months } = useSuspenseQuery(trpc.balance.months.queryOptions());
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage, isFetchNextPageError } =
    useSuspenseInfiniteQuery(
      keysetPages([...trpc.balance.history.pathKey(), filter], (cursor) =>
        client.balance.history.query({ ...filter, cursor, size: ENTRIES_A_PAGE }),
      ),
    );
  const entries = data.pages.flatMap((page) => page.items);
  const month = filter.month ?? months[0];
  return (
    <section aria-labelledby="ledger" className="grid grid-cols-1 gap-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4">
        <h2 className="font-bold text-xl" id="ledger">
          {t("ledger")}
        </h2>
        {month ? (
          <Link
            className="flex min-h-11 items-center text-sm underline underline-offset-4"
            href={`/balance/${month}`}
          >
            {ledger("statementOf", { month: formatMonth(month, locale) })}
          </Link>
        ) : null}
      </div>
      {months.length > 0 ? <LedgerFilters filter={filter} months={months} /> : null}
      {entries.length > 0 ? (
        <EntryTable entries={entries} />
      ) : months.length > 0 ? (
        <div className="grid justify-items-start gap-4 rounded-card bg-sunken p-8">
          <p className="text-ink-muted">{ledger("none")}</p>
          <Link className={buttonClass({ look: "outline" })} href="/balance" replace scroll={false}>
            {ledger("showAll")}
          </Link>
        </div>
      ) : (
        <p className="rounded-card bg-sunken p-8 text-ink-muted">{t("ledgerEmpty")}</p>
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
