"use client";

import { Alert } from "@sunchak/ui/alert";
import { Badge } from "@sunchak/ui/badge";
import { Button } from "@sunchak/ui/button";
import { useRefresh } from "@sunchak/web/use-refresh";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useCodeWords } from "@/refusal/code-words.tsx";
import { useTRPC } from "@/trpc/client.tsx";

/** A session as its row says it. */
export interface SessionRow {
  id: string;
  isThis: boolean;
  /** The browser or client that signed in. */
  device: string;
  /** Since when, and from where. */
  since: string;
}

/** Where the shopper is signed in. Each other place can be signed out, or all of them at once. */
export function SessionList({ rows }: { rows: SessionRow[] }) {
  const t = useTranslations("Account");
  const trpc = useTRPC();
  const words = useCodeWords(false);
  const refresh = useRefresh();
  const outcome = useRef<HTMLDivElement>(null);
  // What was ended just now, until the page is read again.
  const [ended, setEnded] = useState<string[]>([]);
  const onSuccess = (ids: string[]) => {
    setEnded((before) => [...before, ...ids]);
    // The button that had the focus is gone.
    outcome.current?.focus();
    void refresh();
  };
  const one = useMutation(
    trpc.account.endSession.mutationOptions({ onSuccess: (_, { id }) => onSuccess([id]) }),
  );
  const all = useMutation(
    trpc.account.endOtherSessions.mutationOptions({
      onSuccess: () => onSuccess(rows.filter(({ isThis }) => !isThis).map(({ id }) => id)),
    }),
  );
  const isBusy = one.isPending || all.isPending;
  const last = all.submittedAt > one.submittedAt ? all : one;
  const shown = rows.filter(({ id }) => !ended.includes(id));

  return (
    <div className="grid gap-4">
      <ul className="divide-y divide-line border-line border-y">
        {shown.map(({ id, isThis, device, since }) => (
          <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-4" key={id}>
            <div>
              <p className="flex flex-wrap items-center gap-2 font-medium">
                {device}
                {isThis ? <Badge tone="positive">{t("here")}</Badge> : null}
              </p>
              <p className="text-ink-muted text-sm tabular-nums">{since}</p>
            </div>
            {isThis ? null : (
              <Button
                aria-label={t("endOf", { device })}
                busy={one.isPending && one.variables.id === id}
                look="outline"
                onClick={() => !isBusy && one.mutate({ id })}
              >
                {t("end")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <div ref={outcome} role="status" tabIndex={-1}>
        {last.isSuccess ? (
          <Alert tone="positive">{last === all ? t("endedOthers") : t("ended")}</Alert>
        ) : null}
        {last.error ? <Alert tone="negative">{words(last.error)}</Alert> : null}
      </div>
      {shown.some(({ isThis }) => !isThis) ? (
        <Button
          busy={all.isPending}
          className="w-fit"
          look="outline"
          onClick={() => !isBusy && all.mutate({})}
        >
          {all.isPending ? t("ending") : t("endOthers")}
        </Button>
      ) : null}
    </div>
  );
}
