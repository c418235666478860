import { type AdminExportStatus, LATE_SECONDS } from "@sunchak/core/schema";
import { Alert } from "@sunchak/ui/alert";
import { formatMoment } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { durationWords } from "@/i18n/duration.ts";
import { errorWords } from "./error-words.ts";

interface ExportAlertsProps {
  status: AdminExportStatus;
  /** Whether each alert links to the exports page; for use on other pages. */
  linked?: boolean;
}

/** What prevents or delays delivery, the worst first; nothing while all is well. */
export function ExportAlerts({ status, linked = false }: ExportAlertsProps) {
  const t = useTranslations("ExportAlerts");
  const common = useTranslations("Common");
  const errors = useTranslations("ExportError");
  const locale = useLocale();
  const { stalled, lastSampleAt, paused, pause, waiting, failing, dead, lastErrors, lagSeconds } =
    status;
  const { destination, ownDestination: own } = status;
  const isElsewhere = own !== null && destination !== null && own !== destination;
  const say = (tone: "negative" | "caution", title: string, body: ReactNode, list: string) => (
    <Alert
      action={
        linked ? (
          <Link className="font-semibold underline underline-offset-4" href={list}>
            {t("look")}
          </Link>
        ) : null
      }
      role="status"
      title={title}
      tone={tone}
    >
      {body}
    </Alert>
  );
  const isTrying = !stalled && !paused;
  const late = lagSeconds > LATE_SECONDS.export && isTrying && failing === 0;
  return (
    <>
      {isElsewhere
        ? say("negative", t("elsewhere"), t("elsewhereBody", { destination, own }), "/exports")
        : null}
      {stalled
        ? say(
            "negative",
            t("stalled"),
            lastSampleAt
              ? t("stalledSince", { when: formatMoment(lastSampleAt, locale) })
              : t("stalledEver"),
            "/exports",
          )
        : null}
      {paused
        ? say(
            "caution",
            t("paused"),
            pause?.by
              ? t("pausedBy", { name: pause.by.name, when: formatMoment(pause.at, locale) })
              : t("pausedBody"),
            "/exports",
          )
        : null}
      {failing > 0 || dead > 0
        ? say(
            dead > 0 ? "negative" : "caution",
            t(failing === 0 ? "dead" : isTrying ? "failing" : "failed"),
            <>
              {failing > 0 ? t(isTrying ? "failingBody" : "failedBody", { count: failing }) : null}{" "}
              {dead > 0 ? t("deadBody", { count: dead }) : null}
              {lastErrors.length > 0 ? (
                <ul className="mt-1">
                  {lastErrors.map(({ error, count }) => (
                    <li key={error}>
                      <span className="text-ink-muted">{t("lastError")}</span>{" "}
                      {errorWords(errors, error)} · {t("count", { count })}
                    </li>
                  ))}
                </ul>
              ) : null}
            </>,
            failing > 0 ? "/exports" : "/exports?status=DEAD",
          )
        : null}
      {late && waiting > 0
        ? say(
            "caution",
            t("late"),
            t("lateBody", { lag: durationWords(common, lagSeconds) }),
            "/exports?status=PENDING",
          )
        : null}
    </>
  );
}
