import { Badge } from "@sunchak/ui/badge";
import { EmptyState } from "@sunchak/ui/message";
import { formatMoment } from "@sunchak/web/dates";
import type { Metadata } from "next";
import { getMessages, getTranslations } from "next-intl/server";
import { Act } from "@/action/act.tsx";
import { Page } from "@/shell/page.tsx";
import { caller, openPage, type PageInput } from "@/trpc/server.tsx";

/** How many offending rows the page shows per rule. */
const SHOWN = 20;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Invariants");
  return { title: t("title") };
}

export default async function InvariantsPage(props: PageInput) {
  const { locale } = await openPage(props);
  const [t, messages, last] = await Promise.all([
    getTranslations("Invariants"),
    getMessages(),
    caller.invariant.last(),
  ]);
  const isChecked = last.results.length > 0;
  const rules = isChecked
    ? last.results
    : Object.keys(messages.Invariants.rules).map((number) => ({
        number: Number(number),
        holds: null,
        rows: [],
      }));
  return (
    <Page
      actions={<Act call="checkInvariants" input={{}} look="solid" />}
      lead={last.checkedAt ? t("asOf", { when: formatMoment(last.checkedAt, locale) }) : t("lead")}
      title={t("title")}
    >
      {isChecked ? null : (
        <EmptyState as="h2" title={t("never")}>
          {t("neverBody")}
        </EmptyState>
      )}
      <ol className="divide-y divide-line border-line border-y">
        {rules.map(({ number, holds, rows }) => {
          const key = String(number) as Parameters<typeof t.has>[0];
          const name = `rules.${key}` as "rules.1";
          return (
            <li className="grid gap-2 py-3.5" key={number}>
              <div className="flex items-start justify-between gap-4">
                <p>
                  <span className="mr-2 text-ink-muted tabular-nums">{number}</span>
                  {t(name)}
                </p>
                {holds === null ? null : (
                  <Badge tone={holds ? "positive" : "negative"}>
                    {holds ? t("holds") : t("broken", { count: rows.length })}
                  </Badge>
                )}
              </div>
              {rows.length > 0 ? (
                <pre className="overflow-x-auto rounded-control bg-sunken p-3 text-[0.8125rem]">
                  {rows
                    .slice(0, SHOWN)
                    .map((row) => JSON.stringify(row))
                    .join("\n")}
                </pre>
              ) : null}
            </li>
          );
        })}
      </ol>
    </Page>
  );
}
