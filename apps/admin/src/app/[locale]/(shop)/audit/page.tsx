import {
  type AuditEntry,
  auditActions,
  auditSubjects,
  idPattern,
  instant,
  type ListAudit,
  listAuditInput,
} from "@sunchak/core/schema";
import { DataTable } from "@sunchak/ui/data-table";
import { EmptyState } from "@sunchak/ui/message";
import { formatMoment } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import { type Locale, languages, nameIn } from "@sunchak/web/locales";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuditTabs } from "@/audit/audit-tabs.tsx";
import { Download } from "@/list/download.tsx";
import { Filters } from "@/list/filters.tsx";
import { Pager } from "@/list/pager.tsx";
import { readQuery, spanIn, withoutPage } from "@/list/read-query.ts";
import { SavedViews } from "@/list/saved-views.tsx";
import { Page } from "@/shell/page.tsx";
import { caller, openPage, type PageInput } from "@/trpc/server.tsx";

/** The pages of subjects that have one each. */
const pages: Record<AuditEntry["subjectType"], string | null> = {
  product: "/products",
  campaign: "/campaigns",
  order: "/orders",
  user: "/shoppers",
  team: null,
  export: "/exports",
  category: null,
  coupon: null,
  ranking: null,
  invariant: null,
  view: null,
  image: null,
  alert: null,
};

/** The key of an action's words: the messages' keys hold no dots. */
type WordsOf<Action extends string> = Action extends `${infer Subject}.${infer Verb}`
  ? `actions.${Subject}_${Verb}`
  : never;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Audit");
  return { title: t("title") };
}

export default async function AuditPage(props: PageInput) {
  const { locale, query } = await openPage(props);
  const input = readQuery(listAuditInput, {
    ...query,
    ...spanIn(query),
    size: 20,
  });
  const [t, { items, nextCursor }] = await Promise.all([
    getTranslations("Audit"),
    caller.audit.list(input),
  ]);
  const actionWords = (action: AuditEntry["action"]) =>
    t(`actions.${action.replace(".", "_")}` as WordsOf<typeof action>);
  return (
    <Page
      actions={<Download call="audit.csv" file="audit.csv" filter={withoutPage(input)} />}
      lead={t("lead")}
      title={t("title")}
    >
      <AuditTabs here="/audit" />
      <Filters<ListAudit>
        filters={{
          actor: { label: t("actor"), kind: "search", hint: t("actorHint") },
          subject: { label: t("what"), kind: "search", hint: t("whatHint") },
          subjectType: {
            label: t("subject"),
            kind: "select",
            options: auditSubjects.map((one) => [one, t(`subjects.${one}`)]),
          },
          action: {
            label: t("action"),
            kind: "select",
            options: auditActions.map((one) => [one, actionWords(one)]),
          },
          from: { label: t("from"), kind: "date" },
          to: { label: t("to"), kind: "date" },
          actorId: { label: t("actor"), kind: "given" },
          subjectId: { label: t("id"), kind: "given" },
        }}
        path="/audit"
        query={query}
      >
        <SavedViews list="audit" query={query} />
      </Filters>
      {items.length === 0 ? (
        <EmptyState as="h2" title={t("empty")}>
          {t("emptyBody")}
        </EmptyState>
      ) : (
        <DataTable
          caption={t("title")}
          columns={[
            {
              key: "action",
              head: t("action"),
              bare: true,
              cell: ({ action, subjectType, subjectId, subject, reason }) => {
                const page = pages[subjectType];
                const isOne = page !== null && idPattern.test(subjectId) && subjectId.length >= 20;
                const what = (
                  <>
                    <span className="block font-medium">{actionWords(action)}</span>
                    {subject ? (
                      <span className="block tabular-nums">
                        {nameIn(subject, locale)}
                        {subject.owner ? ` · ${subject.owner.name}` : null}
                      </span>
                    ) : null}
                  </>
                );
                return (
                  <span className="grid justify-items-start">
                    {isOne ? (
                      <Link
                        className="hover:underline"
                        href={`${page}/${subjectId}`}
                        prefetch={false}
                      >
                        {what}
                      </Link>
                    ) : (
                      <span>{what}</span>
                    )}
                    {reason ? <span className="text-ink-muted text-sm">{reason}</span> : null}
                  </span>
                );
              },
            },
            {
              key: "actor",
              head: t("actor"),
              cell: ({ actor }) =>
                actor ? (
                  <Link
                    className="hover:underline"
                    href={`/audit?actorId=${actor.id}`}
                    prefetch={false}
                  >
                    {actor.name}
                  </Link>
                ) : (
                  t("operator")
                ),
            },
            {
              key: "at",
              head: t("at"),
              cell: ({ at }) => (
                <span className="whitespace-nowrap tabular-nums">{formatMoment(at, locale)}</span>
              ),
            },
            {
              key: "change",
              head: t("change"),
              cell: ({ before, after }) => <Change after={after} before={before} locale={locale} />,
            },
          ]}
          keyOf={({ id }) => id}
          rows={items}
        />
      )}
      <Pager nextCursor={nextCursor} path="/audit" query={query} />
    </Page>
  );
}

/** The fields whose values are codes. */
const coded: ReadonlySet<string> = new Set(["status", "discountType"]);

/** Each field as it was and as it is. */
async function Change({
  before,
  after,
  locale,
}: Pick<AuditEntry, "before" | "after"> & { locale: Locale }) {
  const [t, roles] = await Promise.all([getTranslations("Audit"), getTranslations("Roles")]);
  const was = fieldsOf(before);
  const is = fieldsOf(after);
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  if (names.length === 0) return "—";
  const fieldWords = (name: string) => {
    const key = `fields.${name}` as "fields.name";
    return t.has(key) ? t(key) : name;
  };
  const say = (name: string, value: unknown) => {
    if (value === null) return t("nothing");
    if (typeof value === "boolean") return t(value ? "yes" : "no");
    if (typeof value === "number")
      return new Intl.NumberFormat(languages[locale].tag).format(value);
    if (instant.safeParse(value).success) return formatMoment(String(value), locale);
    const role = String(value) as "user";
    if (name === "role" && roles.has(role)) return roles(role);
    const key = `values.${String(value)}` as "values.PAID";
    return coded.has(name) && t.has(key) ? t(key) : short(value);
  };
  return (
    <ul className="text-[0.8125rem] leading-relaxed">
      {names.map((name) => (
        <li key={name}>
          <span className="text-ink-muted">{fieldWords(name)}</span>{" "}
          {name in was ? <del className="text-ink-muted">{say(name, was[name])}</del> : null}{" "}
          {name in is ? say(name, is[name]) : null}
        </li>
      ))}
    </ul>
  );
}

const fieldsOf = (json: AuditEntry["before"]): Record<string, unknown> =>
  json !== null && typeof json === "object" && !Array.isArray(json) ? json : {};

function short(value: unknown): string {
  const isList = Array.isArray(value) && value.every((one) => typeof one === "string");
  const text =
    typeof value === "string" ? value : isList ? value.join(", ") : JSON.stringify(value);
  return text.length > 60 ? `${[...text].slice(0, 60).join("")}…` : text;
}
