"use client";

import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from "react";
import { Alert } from "./alert.tsx";
import { CheckIcon, CloseIcon } from "./icons.tsx";

/** How long it stays, in milliseconds: long enough to read it twice. */
const SHOWN_MS = { done: 6_000, refused: 20_000 };

interface Said {
  words: ReactNode;
  as: keyof typeof SHOWN_MS;
}

const ToastContext = createContext<(words: ReactNode, as?: Said["as"]) => void>(() => {});

/** Says in passing that something was done, or was refused; the page itself shows it too. */
export const useToast = () => useContext(ToastContext);

/** The pressed button went with its place, so the keyboard goes on at the message. */
const focus = (element: HTMLElement | null) => element?.focus();

interface ToastsProps {
  closeLabel: string;
  children: ReactNode;
}

/**
 * Lets its children say what was done or refused, one thing at a time. The known libraries (sonner,
 * react-hot-toast) insert a style element, which the strict Content-Security-Policy refuses.
 */
export function Toasts({ closeLabel, children }: ToastsProps) {
  const [said, setSaid] = useState<Said | null>(null);
  const say = useCallback(
    (words: ReactNode, as: Said["as"] = "done") => setSaid({ words, as }),
    [],
  );

  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(null), SHOWN_MS[said.as]);
    return () => clearTimeout(timer);
  }, [said]);

  return (
    <ToastContext value={say}>
      {children}
      <div className="pointer-events-none fixed inset-x-4 bottom-6 z-40 grid justify-items-center">
        <div role="status">
          {said?.as === "done" ? (
            <div className="flex animate-[rise_0.25s_var(--ease-settle)] items-center gap-2 rounded-control bg-ink px-4 py-3 font-medium text-canvas shadow-lift">
              <CheckIcon className="size-5 shrink-0" />
              {said.words}
            </div>
          ) : null}
        </div>
        {said?.as === "refused" ? (
          <div className="pointer-events-auto flex max-w-xl animate-[rise_0.25s_var(--ease-settle)] items-start rounded-control bg-negative-wash shadow-lift">
            <Alert role="alert" tone="negative">
              {said.words}
            </Alert>
            <button
              aria-label={closeLabel}
              className="mt-1.5 mr-1.5 grid size-11 shrink-0 place-items-center rounded-control"
              onClick={() => setSaid(null)}
              ref={focus}
              type="button"
            >
              <CloseIcon />
            </button>
          </div>
        ) : null}
      </div>
    </ToastContext>
  );
}
