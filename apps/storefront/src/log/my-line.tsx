import { Button, buttonClass } from "@sunchak/ui/button";
import { TextArea } from "@sunchak/ui/text-area";
import { Link } from "@sunchak/web/link";
import type { Receipt } from "@sunchak/web/log/log-text";
import { findReceipt } from "@sunchak/web/log/read-log";
import { signInPath } from "@sunchak/web/return-path";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { OwnReceipts, Proof } from "./own-receipts.ts";
import type { Checked } from "./use-log-check.ts";

interface MyLineProps {
  couponId: string;
  isVisitor: boolean;
  /** What was found; null until the log is checked. */
  done: Checked | null;
  own: OwnReceipts | null;
  onPasted(receipt: Receipt): void;
  onShow(number: number): void;
}

/** Finds one's own line: by the receipt of who is signed in, or by one that is pasted. */
export function MyLine({ couponId, isVisitor, done, own, onPasted, onShow }: MyLineProps) {
  const t = useTranslations("Log.mine");
  const found = {
    pasted: t("foundPasted"),
    nameless: t("foundNameless"),
    kept: t("foundKept"),
    today: t("foundToday"),
  } satisfies Record<Proof["from"], string>;
  const { proof = null, report } = done ?? {};
  const faults = report?.faults ?? [];
  const number = proof?.receipt.number ?? 0;
  const receipt = own?.kept ?? (typeof own?.today === "object" ? own.today : null);
  return (
    <section aria-labelledby="mine" className="grid grid-cols-1 gap-4">
      <h2 className="font-bold text-xl" id="mine">
        {t("title")}
      </h2>
      {proof && faults.length > 0 ? (
        <p>{faults.some(({ kind }) => kind.startsWith("receipt")) ? t("wrong") : t("faulty")}</p>
      ) : proof ? (
        <div className="grid justify-items-start gap-2 rounded-card bg-drop-wash p-5">
          <p className="font-bold text-2xl">
            {proof.from === "nameless" ? t("there", { number }) : t("found", { number })}
          </p>
          <p>{found[proof.from]}</p>
          <Button look="outline" onClick={() => onShow(number)}>
            {t("show")}
          </Button>
        </div>
      ) : isVisitor ? (
        <div className="grid justify-items-start gap-3">
          <p>{t("visitor")}</p>
          <Link
            className={buttonClass({ look: "outline" })}
            href={signInPath(`/coupons/${couponId}/log`)}
          >
            {t("signIn")}
          </Link>
        </div>
      ) : (
        <p className="text-ink-muted">
          {receipt || typeof own?.today !== "string" ? t("unchecked") : t(own.today)}
        </p>
      )}
      {receipt ? <SaveReceipt receipt={receipt} /> : null}
      <PasteReceipt disabled={done === null} onPasted={onPasted} />
    </section>
  );
}

/** The receipt to take away, so that it can be compared without this shop. */
function SaveReceipt({ receipt }: { receipt: Receipt }) {
  const t = useTranslations("Log.mine");
  const text = JSON.stringify(receipt, null, 2);
  return (
    <details className="rounded-card border border-line px-4">
      <summary className="flex min-h-12 cursor-pointer items-center font-semibold">
        {t("receipt")}
      </summary>
      <div className="grid grid-cols-1 justify-items-start gap-3 pb-4">
        <p className="text-[0.9375rem] text-ink-muted">{t("receiptWhy")}</p>
        <pre className="w-full select-all overflow-x-auto rounded-control bg-sunken p-3 font-mono text-[0.8125rem]">
          {text}
        </pre>
        <a
          className={buttonClass({ look: "outline" })}
          download={`receipt-${receipt.number}.json`}
          href={`data:application/json,${encodeURIComponent(text)}`}
        >
          {t("save")}
        </a>
      </div>
    </details>
  );
}

function PasteReceipt({
  disabled,
  onPasted,
}: {
  disabled: boolean;
  onPasted(receipt: Receipt): void;
}) {
  const t = useTranslations("Log.mine");
  const [text, setText] = useState("");
  const [refused, setRefused] = useState(false);
  const check = () => {
    const receipt = findReceipt(text);
    setRefused(receipt === null);
    if (receipt) onPasted(receipt);
  };
  return (
    <details className="rounded-card border border-line px-4">
      <summary className="flex min-h-12 cursor-pointer items-center font-semibold">
        {t("paste")}
      </summary>
      <div className="grid grid-cols-1 justify-items-start gap-3 pb-4 *:w-full">
        <TextArea
          error={refused ? t("notReceipt") : undefined}
          hint={t("pasteHint")}
          id="pasted"
          label={t("pasted")}
          onChange={({ target }) => setText(target.value)}
          spellCheck={false}
          value={text}
        />
        <div>
          <Button
            aria-disabled={disabled ? "true" : undefined}
            look="outline"
            onClick={() => !disabled && check()}
          >
            {t("check")}
          </Button>
        </div>
      </div>
    </details>
  );
}
