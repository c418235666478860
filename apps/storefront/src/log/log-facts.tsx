import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Moment } from "./moment.tsx";
import type { Checked } from "./use-log-check.ts";

/** The figures of a log that was read to its end. */
export function LogFacts({ report, kept }: Checked) {
  const t = useTranslations("Log.facts");
  const { order, head, lines, faults } = report;
  const { arrivals, doors, inversions } = order;
  const facts: [string, ReactNode][] = [
    [t("coupons"), t("count", { count: lines.length })],
    ...(arrivals
      ? ([
          [t("first"), <Moment instant={arrivals.first} key="first" />],
          [t("last"), <Moment instant={arrivals.last} key="last" />],
          [t("took"), t("seconds", { seconds: arrivals.seconds.toString() })],
        ] satisfies [string, ReactNode][])
      : []),
    [t("doors"), t("doorCount", { count: doors.length })],
    [t("inversions"), t("pairs", { count: inversions })],
    [t("head"), <Hash key="head" text={head.hash} />],
    [t("signed"), <Moment instant={head.signedAt} key="signed" />],
    [t("key"), <Hash key="key" text={head.keyId} />],
  ];
  return (
    <dl className="grid grid-cols-1 gap-x-8 gap-y-2 text-[0.9375rem] sm:grid-cols-2">
      {facts.map(([name, value]) => (
        <div className="flex justify-between gap-4 border-line border-b py-1.5" key={name}>
          <dt className="shrink-0 text-ink-muted">{name}</dt>
          <dd className="min-w-0 text-right font-medium tabular-nums">{value}</dd>
        </div>
      ))}
      {kept && faults.length === 0 ? (
        <div className="py-1.5 text-ink-muted sm:col-span-2">
          <dt className="sr-only">{t("kept")}</dt>
          <dd>{t("keptBody", { number: kept.number })}</dd>
        </div>
      ) : null}
    </dl>
  );
}

/** A long value, whose beginning is enough to compare; the whole of it can be selected. */
function Hash({ text }: { text: string }) {
  return (
    <span className="block truncate font-mono text-[0.8125rem]" title={text}>
      {text}
    </span>
  );
}
