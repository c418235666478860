"use client";

import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useContext, useState } from "react";
import { Act } from "@/action/act.tsx";
import { procedureOf } from "@/action/calls.ts";
import { useMay } from "@/session/may.tsx";

interface Selected {
  /** Whether the admin may make the change at all. */
  isOffered: boolean;
  visible: string[];
  ids: string[];
  set(ids: string[]): void;
}

const SelectionContext = createContext<Selected>({
  isOffered: false,
  visible: [],
  ids: [],
  set: () => {},
});

/**
 * Lets the user tick rows and make one change to all of them. Only rows that the page shows count:
 * a ticked row that has left the page is no longer selected.
 */
export function Selection({
  visible,
  all,
  call,
  children,
}: {
  /** The rows that can be ticked. */
  visible: string[];
  /** The label of the checkbox that ticks them all, when the page also has other rows. */
  all?: string;
  call: "archive" | "restore" | "replay";
  children: ReactNode;
}) {
  const t = useTranslations("Selection");
  const [ticked, set] = useState<string[]>([]);
  const isOffered = useMay()(procedureOf[call]);
  const ids = ticked.filter((id) => visible.includes(id));
  return (
    <SelectionContext value={{ isOffered, visible, ids, set }}>
      <div className="grid gap-3">
        {isOffered && visible.length > 0 ? (
          <div className="flex min-h-11 flex-wrap items-center gap-3">
            <label className="inline-flex min-h-11 items-center gap-2">
              <input
                checked={ids.length === visible.length}
                className="size-4.5 accent-ink"
                onChange={(event) => set(event.target.checked ? visible : [])}
                type="checkbox"
              />
              {all ?? t("all", { count: visible.length })}
            </label>
            <span aria-live="polite" className="text-ink-muted">
              {ids.length > 0 ? t("chosen", { count: ids.length }) : ""}
            </span>
            {ids.length > 0 ? (
              <Act call={call} count={ids.length} input={{ ids }} onDone={() => set([])} />
            ) : null}
          </div>
        ) : null}
        {children}
      </div>
    </SelectionContext>
  );
}

/** The checkbox of one row. */
export function SelectBox({ id, label }: { id: string; label: string }) {
  const t = useTranslations("Selection");
  const { isOffered, ids, set } = useContext(SelectionContext);
  if (!isOffered) return null;
  return (
    <input
      aria-label={t("one", { name: label })}
      checked={ids.includes(id)}
      className="size-4.5 shrink-0 accent-ink"
      onChange={(event) =>
        set(event.target.checked ? [...ids, id] : ids.filter((one) => one !== id))
      }
      type="checkbox"
    />
  );
}
