"use client";

import type { FileFault, Imported, ImportPlan } from "@sunchak/core/schema";
import { Alert } from "@sunchak/ui/alert";
import { Button } from "@sunchak/ui/button";
import { Meter } from "@sunchak/ui/meter";
import { useCodeWords } from "@sunchak/web/code-words";
import { nameIn } from "@sunchak/web/locales";
import { newKey } from "@sunchak/web/new-key";
import { CallError, untilAnswered } from "@sunchak/web/refusal";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { ReasonForm } from "@/action/reason-form.tsx";
import { useAdminChange } from "@/action/use-admin-change.tsx";
import { useLeaveGuard } from "@/form/leave-guard.tsx";
import { Part } from "@/shell/page.tsx";
import { useTRPCClient } from "@/trpc/client.tsx";
import { DropFile } from "./drop-file.tsx";
import { batchesOf } from "./import-batches.ts";
import { PlanTable } from "./plan-table.tsx";

interface Planned extends ImportPlan {
  file: File;
  /**
   * The key of this dry run. The keys of its batches come from it, not from a press: a press after a
   * refusal in the middle must not apply again what was applied before.
   */
  key: string;
}

/** Takes a file of products, shows what it would change, and applies that for a reason. */
export function ImportView() {
  const t = useTranslations("Import");
  const { admin: api } = useTRPCClient();
  const [reading, setReading] = useState(false);
  const [trouble, setTrouble] = useState<ReactNode>(null);
  const [planned, setPlanned] = useState<Planned | null>(null);
  const [applied, setApplied] = useState(0);
  const [outcome, setOutcome] = useState<Imported | null>(null);
  /** What each call answered, so that a further press asks only for the others. */
  const answers = useRef(new Map<string, Imported>());
  const wordsOf = useTroubleWords();
  useLeaveGuard(planned !== null && planned.rows.length > 0 && outcome === null);

  async function read(file: File) {
    setReading(true);
    setTrouble(null);
    setOutcome(null);
    try {
      const headers = { "content-type": "text/csv" };
      const response = await fetch("/api/products/plan", { method: "POST", headers, body: file });
      const answer = await response.json();
      if (!response.ok) throw new CallError(answer, response);
      setApplied(0);
      setPlanned({ ...answer, file, key: newKey() });
    } catch (error) {
      setPlanned(null);
      setTrouble(wordsOf(error));
    } finally {
      setReading(false);
    }
  }

  const ready = planned?.rows.flatMap(({ apply }) => apply ?? []) ?? [];
  const faulty = (planned?.rows.length ?? 0) - ready.length;
  const { run, busy, failure } = useAdminChange({
    call: async ({ key, reason }: { key: string; reason: string; idempotencyKey: string }) => {
      const all: Imported = { applied: [], refused: [] };
      for (const [nth, rows] of batchesOf(ready).entries()) {
        const input = { rows, reason, idempotencyKey: `${key}-${nth}` };
        const answer =
          answers.current.get(input.idempotencyKey) ??
          (await untilAnswered(api.product.import.mutate, input, () => {}));
        answers.current.set(input.idempotencyKey, answer);
        all.applied.push(...answer.applied);
        all.refused.push(...answer.refused);
        setApplied(all.applied.length + all.refused.length);
      }
      return all;
    },
    onDone: setOutcome,
  });

  return (
    <div className="grid max-w-4xl gap-8 [&>*]:min-w-0">
      {planned && !outcome ? null : <DropFile busy={reading} onFile={(file) => void read(file)} />}
      {trouble ? (
        <Alert role="alert" title={t("unread")} tone="negative">
          {trouble}
        </Alert>
      ) : null}
      {planned && outcome ? (
        <Outcome onAgain={() => void read(planned.file)} outcome={outcome} planned={planned} />
      ) : null}
      {planned && !outcome ? (
        <>
          <Part
            aside={
              <Button disabled={busy} look="outline" onClick={() => setPlanned(null)}>
                {t("other")}
              </Button>
            }
            title={planned.file.name}
          >
            <Counts faulty={faulty} planned={planned} />
          </Part>
          {planned.rows.length === 0 ? (
            <Alert tone="info">{t("same")}</Alert>
          ) : (
            <PlanTable
              key={planned.key}
              rows={planned.rows.toSorted(
                (a, b) => b.faults.length - a.faults.length || a.line - b.line,
              )}
            />
          )}
          {ready.length > 0 ? (
            <section className="grid max-w-2xl gap-4">
              {faulty > 0 ? <Alert tone="caution">{t("without", { count: faulty })}</Alert> : null}
              <ReasonForm onReason={(reason) => run({ key: planned.key, reason })}>
                {failure}
                {busy || applied > 0 ? (
                  <div className="grid gap-1.5">
                    <Meter label={t("progress")} max={ready.length} value={applied} />
                    <p className="text-ink-muted text-sm tabular-nums" role="status">
                      {t("applying", { count: applied, all: ready.length })}
                    </p>
                  </div>
                ) : null}
                <Button busy={busy} className="justify-self-start" type="submit">
                  {t("apply", { count: ready.length })}
                </Button>
              </ReasonForm>
            </section>
          ) : null}
        </>
      ) : null}
    </div>
  );
}

function Counts({ planned, faulty }: { planned: Planned; faulty: number }) {
  const t = useTranslations("Import");
  const ready = planned.rows.filter(({ apply }) => apply);
  const made = ready.filter(({ id }) => id === null).length;
  const counts = [
    ["changed", ready.length - made],
    ["made", made],
    ["unchanged", planned.unchanged],
    ["faulty", faulty],
  ] as const;
  return (
    <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4">
      {counts.map(([name, count]) => (
        <div className="grid gap-1 rounded-card bg-sunken px-4 py-3" key={name}>
          <dt className="text-ink-muted text-sm">{t(`counts.${name}`)}</dt>
          <dd
            className={
              name === "faulty" && count > 0
                ? "font-bold text-negative text-xl tabular-nums"
                : "font-bold text-xl tabular-nums"
            }
          >
            {t("count", { count })}
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface OutcomeProps {
  planned: Planned;
  outcome: Imported;
  onAgain(): void;
}

/** What became of the rows; those that were refused are named. */
function Outcome({ planned, outcome: { applied, refused }, onAgain }: OutcomeProps) {
  const t = useTranslations("Import");
  const locale = useLocale();
  const byLine = new Map(planned.rows.map((row) => [row.line, row]));
  return (
    <div className="grid gap-4">
      {applied.length > 0 ? (
        <Alert role="status" title={t("done", { count: applied.length })} tone="positive">
          {t("doneBody")}
        </Alert>
      ) : null}
      {refused.length > 0 ? (
        <Alert
          action={
            <Button look="outline" onClick={onAgain}>
              {t("again")}
            </Button>
          }
          role="alert"
          title={t("refused", { count: refused.length })}
          tone="caution"
        >
          <ul className="grid gap-1">
            {refused.map(({ line, why }) => {
              const row = byLine.get(line);
              return (
                <li key={line}>
                  {t("refusedRow", { line, name: row ? nameIn(row, locale) : "" })}{" "}
                  {t(`refusals.${why}`)}
                </li>
              );
            })}
          </ul>
        </Alert>
      ) : null}
    </div>
  );
}

/** Says why a file could not be read. */
function useTroubleWords() {
  const t = useTranslations("Import");
  const words = useCodeWords(false);
  return (error: unknown): ReactNode => {
    const data = error instanceof CallError ? error.data : null;
    const { details } = (data ?? {}) as { details?: { reason?: FileFault } };
    const key = `files.${details?.reason}` as "files.EMPTY";
    // What the server told besides the reason is there for the sentences; their types can't know it.
    return details?.reason && t.has(key) ? t(key, details as never) : words(error);
  };
}
