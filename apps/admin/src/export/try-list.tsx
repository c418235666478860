import type { ExportTry } from "@sunchak/core/schema";
import { Badge } from "@sunchak/ui/badge";
import { formatMoment } from "@sunchak/web/dates";
import { useLocale, useTranslations } from "next-intl";
import { Fragment } from "react";
import { errorWords } from "./error-words.ts";

const tones = {
  TAKEN: "positive",
  FAILED: "negative",
  SENDING: "caution",
  STOPPED: "negative",
} as const;

/** The tries of one event, the latest first; a replay starts their numbers again. */
export function TryList({ tries }: { tries: ExportTry[] }) {
  const t = useTranslations("Exports");
  return (
    <ol className="grid gap-5 border-line border-l pl-4">
      {tries.map((one, i) => {
        const before = tries[i + 1];
        return (
          <Fragment key={`${one.startedAt}-${one.number}`}>
            <Try isLatest={i === 0} one={one} />
            {before && before.number >= one.number ? (
              <li className="text-ink-muted text-sm">{t("replayed")}</li>
            ) : null}
          </Fragment>
        );
      })}
    </ol>
  );
}

function Try({ one, isLatest }: { one: ExportTry; isLatest: boolean }) {
  const t = useTranslations("Exports");
  const states = useTranslations("ExportTry");
  const errors = useTranslations("ExportError");
  const locale = useLocale();
  const { number, state, startedAt, endedAt, destination, error, response, responseStatus } = one;
  const ms = endedAt ? Date.parse(endedAt) - Date.parse(startedAt) : null;
  return (
    <li className="grid gap-1">
      <span className="flex flex-wrap items-center gap-2">
        <span className="font-medium">{t("tryNumber", { number })}</span>
        <Badge tone={tones[state]}>{states(state)}</Badge>
        {responseStatus === null ? null : (
          <span className="text-sm tabular-nums">HTTP {responseStatus}</span>
        )}
      </span>
      <span className="text-ink-muted text-sm tabular-nums">
        {`${formatMoment(startedAt, locale)}:${startedAt.slice(17, 19)}`}
        {ms === null
          ? null
          : ` · ${t("took", {
              length:
                ms < 1_000 ? t("ms", { count: ms }) : t("s", { count: Math.round(ms / 100) / 10 }),
            })}`}
      </span>
      <span className="text-ink-muted text-sm [overflow-wrap:anywhere]">
        {destination === null ? t("sentSomewhere") : t("sentTo", { destination })}
      </span>
      {error ? <span className="text-sm">{errorWords(errors, error)}</span> : null}
      {state === "STOPPED" ? <span className="text-sm">{t("stopped")}</span> : null}
      {response ? (
        <details className="text-[0.8125rem]" open={isLatest}>
          <summary className="inline-flex min-h-9 items-center rounded-control text-ink-muted underline underline-offset-4">
            {t("answer")}
          </summary>
          <code className="block rounded-control bg-sunken px-3 py-2 [overflow-wrap:anywhere]">
            {response}
          </code>
        </details>
      ) : null}
    </li>
  );
}
