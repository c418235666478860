import {
  type AccessEntry,
  accessActions,
  type ListAccess,
  listAccessInput,
} from "@sunchak/core/schema";
import { DataTable } from "@sunchak/ui/data-table";
import { EmptyState } from "@sunchak/ui/message";
import { formatMoment } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import { nameIn } from "@sunchak/web/locales";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuditTabs } from "@/audit/audit-tabs.tsx";
import { columnsOf } from "@/list/columns.ts";
import { Download } from "@/list/download.tsx";
import { Filters } from "@/list/filters.tsx";
import { Pager } from "@/list/pager.tsx";
import { readQuery, spanIn, withoutPage } from "@/list/read-query.ts";
import { Page } from "@/shell/page.tsx";
import { caller, openPage, type PageInput } from "@/trpc/server.tsx";

const PATH = "/audit/access";

const pages = { user: "/shoppers", order: "/orders" } as const satisfies Record<
  NonNullable<AccessEntry["subjectType"]>,
  string
>;

/** The key of an action's words: the messages' keys hold no dots. */
const wordsOf = (action: AccessEntry["action"]) =>
  `actions.${action.replace(".", "_")}` as "actions.user_view";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Access");
  return { title: t("title") };
}

export default async function AccessPage(props: PageInput) {
  const { locale, query } = await openPage(props);
  const input = readQuery(listAccessInput, { ...query, ...spanIn(query), size: 20 });
  const [t, { items, nextCursor }] = await Promise.all([
    getTranslations("Access"),
    caller.audit.access(input),
  ]);
  return (
    <Page
      actions={<Download call="access.csv" file="access.csv" filter={withoutPage(input)} />}
      lead={t("lead")}
      title={t("title")}
    >
      <AuditTabs here={PATH} />
      <Filters<ListAccess>
        filters={{
          actor: { label: t("actor"), kind: "search", hint: t("actorHint") },
          action: {
            label: t("action"),
            kind: "select",
            options: accessActions.map((one) => [one, t(wordsOf(one))]),
          },
          from: { label: t("from"), kind: "date" },
          to: { label: t("to"), kind: "date" },
          actorId: { label: t("actor"), kind: "given" },
          subjectId: { label: t("subject"), kind: "given" },
        }}
        path={PATH}
        query={query}
      />
      {items.length === 0 ? (
        <EmptyState as="h2" title={t("empty")}>
          {t("emptyBody")}
        </EmptyState>
      ) : (
        <DataTable
          caption={t("title")}
          columns={columnsOf<AccessEntry>({
            action: {
              head: t("action"),
              bare: true,
              cell: ({ action, subjectType, subjectId, subject, reason }) => (
                <span className="grid justify-items-start">
                  <span className="font-medium">{t(wordsOf(action))}</span>
                  {subjectType && subjectId ? (
                    <Link
                      className="hover:underline"
                      href={`${pages[subjectType]}/${subjectId}`}
                      prefetch={false}
                    >
                      {subject ? nameIn(subject, locale) : subjectId}
                      {subject?.owner ? ` · ${subject.owner.name}` : null}
                    </Link>
                  ) : null}
                  {reason ? <span className="text-ink-muted text-sm">{reason}</span> : null}
                </span>
              ),
            },
            actor: {
              head: t("actor"),
              cell: ({ actor }) =>
                actor ? (
                  <Link
                    className="hover:underline"
                    href={`${PATH}?actorId=${actor.id}`}
                    prefetch={false}
                  >
                    {actor.name}
                    <span className="block text-ink-muted text-sm">{actor.email}</span>
                  </Link>
                ) : (
                  t("nobody")
                ),
            },
            address: {
              head: t("address"),
              cell: ({ address }) => <span className="tabular-nums">{address ?? "—"}</span>,
            },
            at: {
              head: t("at"),
              cell: ({ at }) => (
                <span className="whitespace-nowrap tabular-nums">{formatMoment(at, locale)}</span>
              ),
            },
            id: null,
            subject: null,
            subjectId: null,
            subjectType: null,
            reason: null,
          })}
          keyOf={({ id }) => id}
          rows={items}
        />
      )}
      <Pager nextCursor={nextCursor} path={PATH} query={query} />
    </Page>
  );
}
