"use client";

import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from "react";
import { CheckIcon } from "./icons.tsx";

/** How long it stays, in milliseconds: long enough to read a line twice. */
const SHOWN_MS = 6_000;

const ToastContext = createContext<(words: ReactNode) => void>(() => {});

/** Says in passing that something was done; the page itself shows it too. */
export const useToast = () => useContext(ToastContext);

/**
 * Lets its children say what was done, one line at a time. The known libraries (sonner,
 * react-hot-toast) insert a style element, which the strict Content-Security-Policy refuses.
 */
export function Toasts({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState<{ words: ReactNode } | null>(null);
  const say = useCallback((words: ReactNode) => setSaid({ words }), []);

  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [said]);

  return (
    <ToastContext value={say}>
      {children}
      <div
        className="pointer-events-none fixed inset-x-4 bottom-6 z-40 grid justify-items-center"
        role="status"
      >
        {said ? (
          <p className="flex animate-[rise_0.25s_var(--ease-settle)] items-center gap-2 rounded-control bg-ink px-4 py-3 font-medium text-canvas shadow-lift">
            <CheckIcon className="size-5 shrink-0" />
            {said.words}
          </p>
        ) : null}
      </div>
    </ToastContext>
  );
}
