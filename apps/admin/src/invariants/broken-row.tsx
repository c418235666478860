import {
  type BrokenField,
  type BrokenRowView,
  type BrokenSubject,
  brokenFields,
} from "@sunchak/core/schema";
import { inSeoul } from "@sunchak/core/seoul";
import { formatMoment } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import { languages, nameIn } from "@sunchak/web/locales";
import { formatWon } from "@sunchak/web/price";
import { useLocale, useTranslations } from "next-intl";
import { May } from "@/session/may.tsx";
import { Repair } from "./repair.tsx";

/** How much of a hash tells it from another. */
const HASH_SHOWN = 12;

/** The page of what is broken. A coupon is on its holder's. */
const pages: Record<BrokenSubject, (row: BrokenRowView) => string | null> = {
  user: ({ subjectId }) => `/shoppers/${subjectId}`,
  campaign: ({ subjectId }) => `/campaigns/${subjectId}`,
  product: ({ subjectId }) => `/products/${subjectId}`,
  coupon: ({ name }) => (name?.owner ? `/shoppers/${name.owner.id}` : null),
  order: ({ subjectId, name }) => (name ? `/orders/${subjectId}` : null),
  ranking: () => "/ranking",
  report: () => "/reports",
};

/** One broken row: what it is, whose, and what is stored against what should be. */
export function BrokenRowCard({ row }: { row: BrokenRowView }) {
  const t = useTranslations("Invariants");
  const locale = useLocale();
  const { kind, subject, at, since, name, differences } = row;
  const place = `places.${kind}` as "places.ledger";
  const href = pages[subject](row);
  const called = name ? nameIn(name, locale) : subject === "ranking" ? t("latest") : row.subjectId;
  const say = (field: BrokenField, value: number | string | null) => {
    if (value === null) return t("nothing");
    if (brokenFields[field] === "instant") return inSeoul(String(value)).replace("T", " ");
    if (brokenFields[field] === "hash") return `${String(value).slice(0, HASH_SHOWN)}…`;
    if (typeof value === "string") return value;
    if (brokenFields[field] === "won") return formatWon(value, locale);
    return new Intl.NumberFormat(languages[locale].tag).format(value);
  };
  return (
    <li className="grid gap-3 rounded-card border border-line bg-raised p-4">
      <div className="grid gap-1">
        <p className="font-semibold">{t(`kinds.${kind}`)}</p>
        <p className="flex flex-wrap gap-x-3 gap-y-1 text-sm">
          <span className="text-ink-muted">{t(`subjects.${subject}`)}</span>
          {href ? (
            <Link
              className="min-w-0 break-words font-medium underline underline-offset-4"
              href={href}
              prefetch={false}
            >
              {called}
            </Link>
          ) : (
            <span className="min-w-0 break-all font-medium">{called}</span>
          )}
          {name?.owner ? <span>{name.owner.name}</span> : null}
          {at !== null && t.has(place) ? (
            <span className="tabular-nums">{t(place, { at })}</span>
          ) : null}
          <span className="text-ink-muted tabular-nums">
            {t("since", { when: formatMoment(since, locale) })}
          </span>
        </p>
      </div>
      <table className="w-full max-w-2xl text-left text-sm">
        <thead className="text-ink-muted">
          <tr>
            <th className="whitespace-nowrap py-1 pr-3 font-medium" scope="col">
              {t("value")}
            </th>
            <th className="py-1 pr-3 text-right font-medium" scope="col">
              {t("actual")}
            </th>
            <th className="py-1 text-right font-medium" scope="col">
              {t("expected")}
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line border-line border-t">
          {differences.map(({ field, actual, expected }) => (
            <tr key={field}>
              <th className="min-w-20 py-1.5 pr-3 font-normal" scope="row">
                {t(`fields.${field}`)}
              </th>
              <td className="break-all py-1.5 pr-3 text-right text-negative tabular-nums">
                {say(field, actual)}
              </td>
              <td className="break-all py-1.5 text-right tabular-nums">{say(field, expected)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <May call="invariant.repair">
        <Repair name={called} row={row} />
      </May>
    </li>
  );
}
