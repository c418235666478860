import { inSeoul } from "@sunchak/core/seoul";
import { buttonClass } from "@sunchak/ui/button";
import { formatMoment, formatMonth } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { EntryTable } from "@/balance/entry-table.tsx";
import { isMonth } from "@/balance/ledger-query.ts";
import { StatementSums } from "@/balance/statement-sums.tsx";
import { requireShopper } from "@/session/require-shopper.ts";
import { PaperPage } from "@/shell/paper-page.tsx";
import { caller } from "@/trpc/server.tsx";

type Props = PageProps<"/[locale]/balance/[month]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { month } = await params;
  const [locale, t] = await Promise.all([getLocale(), getTranslations("Statement")]);
  const title = isMonth(month) ? t("title", { month: formatMonth(month, locale) }) : undefined;
  return { title, robots: { index: false } };
}

/** A month of the balance, to read, to print and to keep as a file. */
export default async function StatementPage({ params }: Props) {
  const { month } = await params;
  if (!isMonth(month)) notFound();
  const shopper = await requireShopper(`/balance/${month}`);
  const [locale, t, statement, months] = await Promise.all([
    getLocale(),
    getTranslations("Statement"),
    caller.balance.statement({ month }),
    caller.balance.months(),
  ]);
  if (month > inSeoul(statement.madeAt).slice(0, 7)) notFound();
  const at = months.indexOf(month);
  const beside = { older: months[at + 1], newer: at > 0 ? months[at - 1] : undefined };
  const { entries, entryCount, isOver, madeAt } = statement;
  const step = (to: string | undefined, words: "older" | "newer") =>
    to && at >= 0 ? (
      <Link className={buttonClass({ look: "outline" })} href={`/balance/${to}`} replace>
        {t(words, { month: formatMonth(to, locale) })}
      </Link>
    ) : null;
  return (
    <PaperPage
      actions={
        <a
          className={buttonClass({ look: "outline" })}
          download
          href={`/api/statement.csv?month=${month}&locale=${locale}`}
        >
          {t("file")}
        </a>
      }
      back={{ href: "/balance", words: t("back") }}
      of={`${shopper.name} · ${shopper.email}`}
      title={t("title", { month: formatMonth(month, locale) })}
    >
      <StatementSums statement={statement} />
      <section aria-labelledby="entries" className="grid gap-4">
        <h2 className="font-bold text-xl" id="entries">
          {t("entries", { count: entryCount })}
        </h2>
        {entries.length > 0 ? (
          <EntryTable entries={entries} />
        ) : (
          <p className="text-ink-muted">{t("none")}</p>
        )}
        {entryCount > entries.length ? (
          <p className="text-ink-muted">{t("more", { count: entries.length })}</p>
        ) : null}
      </section>
      <p className="text-ink-muted text-sm tabular-nums">
        {t(isOver ? "madeAt" : "soFar", { when: formatMoment(madeAt, locale) })}
      </p>
      <div className="flex flex-wrap justify-between gap-2 print:hidden">
        {step(beside.older, "older")}
        {step(beside.newer, "newer")}
      </div>
    </PaperPage>
  );
}
