"use client";

import { Alert } from "@sunchak/ui/alert";
import { Button } from "@sunchak/ui/button";
import { Meter } from "@sunchak/ui/meter";
import type { Report } from "@sunchak/web/log/check-log";
import type { Receipt } from "@sunchak/web/log/log-text";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { LineList, type Shown } from "./line-list.tsx";
import { LogFacts } from "./log-facts.tsx";
import { MyLine } from "./my-line.tsx";
import { type Check, useLogCheck } from "./use-log-check.ts";

/** The most faults that are named. */
const MAX_NAMED = 20;
const BYTES_A_LINE = 250;

/** Checks a campaign's log in the visitor's browser: what was found, their own line, all lines. */
export function LogCheck({ couponId }: { couponId: string }) {
  const { check, own, isVisitor, checkAgain, goOn } = useLogCheck(couponId);
  const [shown, setShown] = useState<Shown | null>(null);
  const done = check.state === "done" ? check : null;
  const again = (pasted?: Receipt) => {
    setShown(null);
    checkAgain(pasted);
  };
  return (
    <div className="grid grid-cols-1 gap-10">
      <div className="grid grid-cols-1 gap-4">
        <Outcome check={check} goOn={goOn} onAgain={() => again()} />
        {done && done.report.lines.length > 0 ? <LogFacts {...done} /> : null}
      </div>
      <MyLine
        couponId={couponId}
        done={done}
        isVisitor={isVisitor}
        onPasted={again}
        onShow={(number) => setShown({ number, isSought: true })}
        own={own}
      />
      {done && done.report.lines.length > 0 ? (
        <LineList {...done} onShow={setShown} shown={shown} />
      ) : null}
    </div>
  );
}

/** How far the check is, or what it found. */
function Outcome(props: { check: Check; goOn(): void; onAgain(): void }) {
  const { check, goOn, onAgain } = props;
  const t = useTranslations("Log.outcome");
  const outcome = useRef<HTMLDivElement>(null);
  const button = (label: string, onPress: () => void, look?: "outline") => (
    <Button
      look={look}
      onClick={() => {
        // The button goes; the keyboard stays here.
        outcome.current?.focus();
        onPress();
      }}
    >
      {label}
    </Button>
  );
  const again = button(t("again"), onAgain, "outline");
  return (
    <div ref={outcome} role="status" tabIndex={-1}>
      {check.state === "reading" || check.state === "checking" ? (
        <Alert title={t(check.state)}>
          <Progress done={check.done} total={check.total} />
        </Alert>
      ) : check.state === "long" ? (
        <Alert action={button(t("readAll"), goOn)} title={t("long", { total: check.total })}>
          {t("longBody", { megabytes: Math.ceil((check.total * BYTES_A_LINE) / 1_000_000) })}
        </Alert>
      ) : check.state === "unread" ? (
        <Alert action={again} title={t("unread")} tone="caution">
          {t("unreadBody")}
        </Alert>
      ) : (
        <Found again={again} report={check.report} />
      )}
    </div>
  );
}

function Progress({ done, total }: { done: number; total: number | null }) {
  const t = useTranslations("Log.outcome");
  return (
    // A screen reader hears the beginning and the end, not each thousand.
    <div aria-hidden="true" className="grid min-w-56 gap-1.5">
      <Meter label={t("reading")} max={total || 1} value={done} />
      <p className="text-sm tabular-nums">
        {total === null ? "…" : t("progress", { done, total })}
      </p>
    </div>
  );
}

function Found({ report, again }: { report: Report; again: React.ReactNode }) {
  const t = useTranslations("Log.outcome");
  const say = useTranslations("Log.faults");
  const { faults, lines, order } = report;
  const count = lines.length;
  if (faults.length > 0) {
    return (
      <Alert action={again} title={t("faulty")} tone="negative">
        <p>{t("faultyBody", { count: faults.length })}</p>
        <ul className="mt-2 grid list-disc gap-1 pl-5">
          {faults.slice(0, MAX_NAMED).map((fault) => (
            <li className="break-words" key={JSON.stringify(fault)}>
              {say(fault.kind, { ...fault } as never)}
            </li>
          ))}
        </ul>
        {faults.length > MAX_NAMED ? (
          <p className="mt-1">{t("moreFaults", { count: faults.length - MAX_NAMED })}</p>
        ) : null}
      </Alert>
    );
  }
  if (count === 0) return <Alert title={t("empty")}>{t("emptyBody")}</Alert>;
  const { inversions, doors } = order;
  return inversions === 0 ? (
    <Alert title={t("inOrder", { count })} tone="positive">
      {t("inOrderBody", { count })}
    </Alert>
  ) : (
    <Alert title={t("whole", { count })} tone="positive">
      {t("wholeBody", { count, pairs: inversions, doors: doors.length })}
    </Alert>
  );
}
