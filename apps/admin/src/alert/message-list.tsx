import type { AdminMessage, ListMessages } from "@sunchak/core/schema";
import { Badge } from "@sunchak/ui/badge";
import { DataTable } from "@sunchak/ui/data-table";
import { EmptyState } from "@sunchak/ui/message";
import { formatMoment } from "@sunchak/web/dates";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Act } from "@/action/act.tsx";
import { errorWords } from "@/export/error-words.ts";
import { Pager } from "@/list/pager.tsx";
import type { Query } from "@/list/read-query.ts";
import { polled } from "@/shell/live-updates.tsx";
import { useTRPC } from "@/trpc/client.tsx";

const tones = { PENDING: "caution", SENT: "positive", DEAD: "negative" } as const;

interface MessageListProps {
  query: Query;
  input: ListMessages;
  filters: ReactNode;
  /** Whether any process can send mail. */
  canMail: boolean;
}

/** The record of what was sent: to whom, when, after how many tries, and why not. */
export function MessageList({ query, input, filters, canMail }: MessageListProps) {
  const trpc = useTRPC().admin;
  const t = useTranslations("Alerts");
  const locale = useLocale();
  const { data } = useSuspenseQuery(trpc.alert.messages.queryOptions(input, polled));
  const { items, nextCursor } = data;
  const titleOf = ({ kind, about }: AdminMessage) =>
    about ? t(`titles.${about.kind}`) : t(kind === "test" ? "test" : "other");
  return (
    <>
      {filters}
      {items.length === 0 ? (
        <EmptyState title={t("recordEmpty")}>{t("recordEmptyBody")}</EmptyState>
      ) : (
        <DataTable
          caption={t("record")}
          columns={[
            {
              key: "what",
              head: t("what"),
              bare: true,
              cell: (message) => (
                <span className="grid">
                  <span className="font-medium">{titleOf(message)}</span>
                  {message.about ? (
                    <span className="text-ink-muted text-sm">{t(message.about.state)}</span>
                  ) : null}
                </span>
              ),
            },
            {
              key: "to",
              head: t("to"),
              cell: ({ recipient, channel }) => (
                <span className="grid">
                  <span className="[overflow-wrap:anywhere]">{recipient}</span>
                  <span className="text-ink-muted text-sm">{t(`channels.${channel}`)}</span>
                </span>
              ),
            },
            {
              key: "status",
              head: t("status"),
              cell: ({ status }) => <Badge tone={tones[status]}>{t(`statuses.${status}`)}</Badge>,
            },
            {
              key: "at",
              head: t("at"),
              cell: ({ createdAt }) => (
                <span className="whitespace-nowrap tabular-nums">
                  {formatMoment(createdAt, locale)}
                </span>
              ),
            },
            { key: "tries", head: t("tries"), numeric: true, cell: ({ attempts }) => attempts },
            {
              key: "error",
              head: t("lastError"),
              cell: (message) => <Failure canMail={canMail} message={message} />,
            },
            {
              key: "actions",
              head: <span className="sr-only">{t("actions")}</span>,
              numeric: true,
              cell: ({ id, canReplay }) =>
                canReplay ? <Act call="replayAlert" input={{ id }} /> : null,
            },
          ]}
          keyOf={({ id }) => id}
          rows={items}
        />
      )}
      <Pager nextCursor={nextCursor} path="/alerts" query={query} />
    </>
  );
}

/** The last error, and what a waiting message waits for. */
function Failure({ message, canMail }: { message: AdminMessage; canMail: boolean }) {
  const t = useTranslations("Alerts");
  const errors = useTranslations("ExportError");
  const locale = useLocale();
  const { status, channel, nextAttemptAt, createdAt, attempts, lastError } = message;
  const isStranded = status === "PENDING" && channel === "MAIL" && !canMail;
  const isHeld = nextAttemptAt !== null && attempts === 0 && nextAttemptAt > createdAt;
  if (!lastError && !isStranded && !isHeld) return "—";
  return (
    <span className="grid text-sm">
      {lastError ? errorWords(errors, lastError) : null}
      {isStranded ? t("stranded") : null}
      {nextAttemptAt && !isStranded ? (
        <span className="text-ink-muted tabular-nums">
          {t(isHeld ? "quietNext" : "next", { when: formatMoment(nextAttemptAt, locale) })}
        </span>
      ) : null}
    </span>
  );
}
