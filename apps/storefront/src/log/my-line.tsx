import { Button, buttonClass } from "@sunchak/ui/button";
import { TextArea } from "@sunchak/ui/text-area";
import { Link } from "@sunchak/web/link";
import type { Receipt } from "@sunchak/web/log/log-text";
import { findReceipt } from "@sunchak/web/log/read-log";
import { signInPath } from "@sunchak/web/return-path";
import { useTranslations } from "next-intl";
import { useState } from "react";

interface MyLineProps {
  couponId: string;
  isVisitor: boolean;
  /** Whether the log is checked. */
  done: boolean;
  own: Receipt | "none" | "unread" | null;
  /** The number of the line that a receipt was found to be right for. */
  mine: number | null;
  onPasted(receipt: Receipt): void;
  onShow(number: number): void;
}

/** Finds one's own line: by the receipt of who is signed in, or by one that is pasted. */
export function MyLine({ couponId, isVisitor, done, own, mine, onPasted, onShow }: MyLineProps) {
  const t = useTranslations("Log.mine");
  return (
    <section aria-labelledby="mine" className="grid grid-cols-1 gap-4">
      <h2 className="font-bold text-xl" id="mine">
        {t("title")}
      </h2>
      {mine !== null ? (
        <div className="grid justify-items-start gap-2 rounded-card bg-drop-wash p-5">
          <p className="font-bold text-2xl">{t("found", { number: mine })}</p>
          <p>{t("foundBody")}</p>
          <Button look="outline" onClick={() => onShow(mine)}>
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
          {own === "none" ? t("none") : own === "unread" ? t("unread") : done ? t("wrong") : "…"}
        </p>
      )}
      {own !== null && typeof own !== "string" ? <SaveReceipt receipt={own} /> : null}
      <PasteReceipt disabled={!done} onPasted={onPasted} />
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
