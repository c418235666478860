"use client";

import { TRIES_SHOWN } from "@sunchak/core/schema";
import { formatMoment } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { Act } from "@/action/act.tsx";
import { LiveUpdates, polled } from "@/shell/live-updates.tsx";
import { Facts, Page, Part } from "@/shell/page.tsx";
import { useTRPC } from "@/trpc/client.tsx";
import { errorWords } from "./error-words.ts";
import { ExportStatusBadge } from "./status-badge.tsx";
import { TryList } from "./try-list.tsx";

/** One event with all its tries, read again while it is not delivered. */
export function ExportView({ id }: { id: string }) {
  const trpc = useTRPC().admin;
  const locale = useLocale();
  const t = useTranslations("Exports");
  const errors = useTranslations("ExportError");
  const { data: event } = useSuspenseQuery(trpc.export.get.queryOptions({ id }, polled));
  const when = (at: string | null) => (at ? formatMoment(at, locale) : "—");
  return (
    <Page
      actions={event.status === "DEAD" ? <Act call="replay" input={{ ids: [id] }} /> : null}
      back={{ href: "/exports", words: t("title") }}
      title={
        <span className="flex flex-wrap items-center gap-3">
          {event.type}
          <ExportStatusBadge status={event.status} />
        </span>
      }
    >
      {event.status === "PENDING" ? <LiveUpdates seconds={5} /> : null}
      <div className="grid gap-10 lg:grid-cols-2 lg:grid-rows-[auto_1fr] [&>*]:min-w-0">
        <div>
          <Facts
            items={[
              [
                t("id"),
                <span className="[overflow-wrap:anywhere]" key="id">
                  {event.id}
                </span>,
              ],
              [
                t("order"),
                <Link
                  className="underline underline-offset-4"
                  href={`/orders/${event.orderId}`}
                  key="order"
                  prefetch={false}
                >
                  {event.orderNumber ?? event.orderId}
                </Link>,
              ],
              [t("occurred"), when(event.occurredAt)],
              [t("tries"), event.attempts],
              [t("nextTry"), event.inDelivery ? t("now") : when(event.nextAttemptAt)],
              [t("delivered"), when(event.deliveredAt)],
              [t("response"), event.responseStatus ?? "—"],
              [t("lastError"), event.lastError ? errorWords(errors, event.lastError) : "—"],
            ]}
          />
        </div>
        <div className="lg:row-span-2">
          <Part title={t("tryList")}>
            {event.tries.length > 0 ? (
              <TryList tries={event.tries} />
            ) : (
              <p className="text-ink-muted">
                {event.status === "PENDING" && event.attempts === 0 ? t("notTried") : t("noTries")}
              </p>
            )}
            {event.tries.length === TRIES_SHOWN ? (
              <p className="text-ink-muted text-sm">{t("older")}</p>
            ) : null}
          </Part>
        </div>
        <Part title={t("payload")}>
          <pre className="whitespace-pre-wrap rounded-card bg-sunken p-4 text-[0.8125rem] leading-relaxed [overflow-wrap:anywhere]">
            {JSON.stringify(event.body, null, 2)}
          </pre>
        </Part>
      </div>
    </Page>
  );
}
