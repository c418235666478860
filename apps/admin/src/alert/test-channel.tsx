import type { MessageChannel, TestOutcome } from "@sunchak/core/schema";
import { Button } from "@sunchak/ui/button";
import { CheckIcon, CloseIcon } from "@sunchak/ui/icons";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAdminChange } from "@/action/use-admin-change.tsx";
import { errorWords } from "@/export/error-words.ts";
import { useTRPCClient } from "@/trpc/client.tsx";

interface TestChannelProps {
  channel: MessageChannel;
  /** Whether the form names somebody that the stored rules do not: a test goes by those. */
  isStale: boolean;
}

/** Sends a test by the stored rules, waits for what becomes of it, and says so for each recipient. */
export function TestChannel({ channel, isStale }: TestChannelProps) {
  const t = useTranslations("AlertRules");
  const errors = useTranslations("ExportError");
  const { admin: api } = useTRPCClient();
  const [outcomes, setOutcomes] = useState<TestOutcome[]>([]);
  const { run, busy, failure } = useAdminChange({
    call: api.alert.test.mutate,
    onDone: (answer) => setOutcomes(answer.outcomes),
  });
  if (isStale) return <p className="text-ink-muted text-sm">{t("testFirst")}</p>;
  const sayOf = ({ status, error }: TestOutcome) => {
    if (status === "SENT") return t("testSent");
    return status === "PENDING" || error === null
      ? t("testPending")
      : t("testDead", { reason: errorWords(errors, error) });
  };
  return (
    <div className="grid gap-3">
      <div>
        <Button
          busy={busy}
          look="outline"
          onClick={() => {
            setOutcomes([]);
            run({ channel });
          }}
        >
          {t(`test${channel}`)}
        </Button>
      </div>
      {failure}
      <div role="status">
        {busy && outcomes.length === 0 ? <p className="text-ink-muted">{t("testing")}</p> : null}
        <ul className="grid gap-2">
          {outcomes.map((outcome) => (
            <li className="flex gap-2" key={outcome.recipient}>
              {outcome.status === "SENT" ? (
                <CheckIcon className="mt-0.5 size-5 shrink-0 text-positive" />
              ) : (
                <CloseIcon className="mt-0.5 size-5 shrink-0 text-negative" />
              )}
              <span className="grid min-w-0">
                <span className="font-medium [overflow-wrap:anywhere]">{outcome.recipient}</span>
                <span className={outcome.status === "DEAD" ? "text-negative text-sm" : "text-sm"}>
                  {sayOf(outcome)}
                </span>
              </span>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
