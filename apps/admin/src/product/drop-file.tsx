"use client";

import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { type DragEvent, useState } from "react";

/** Takes a CSV file: dropped, or chosen in the browser's own dialog. */
export function DropFile({ busy, onFile }: { busy: boolean; onFile(file: File): void }) {
  const t = useTranslations("Import");
  const [isOver, setIsOver] = useState(false);
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (file && !busy) onFile(file);
  };
  const over = (event: DragEvent, state: boolean) => {
    event.preventDefault();
    setIsOver(state);
  };
  return (
    <label
      className={clsx(
        "grid cursor-pointer justify-items-center gap-2 rounded-card border-2 border-dashed px-6 py-12 text-center transition-colors focus-within:border-ink hover:border-ink",
        isOver ? "border-ink bg-sunken" : "border-line-strong",
      )}
      onDragLeave={(event) => over(event, false)}
      onDragOver={(event) => over(event, true)}
      onDrop={(event) => {
        over(event, false);
        take(event.dataTransfer.files);
      }}
    >
      <span className="text-balance font-semibold text-lg">{busy ? t("reading") : t("drop")}</span>
      <span className="text-balance text-ink-muted text-sm">{t("dropHint")}</span>
      <input
        accept=".csv,text/csv"
        aria-label={t("file")}
        className="sr-only"
        onChange={(event) => {
          take(event.target.files);
          event.target.value = "";
        }}
        type="file"
      />
    </label>
  );
}
