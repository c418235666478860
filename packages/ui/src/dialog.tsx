"use client";

import { type ReactNode, useEffect, useId, useRef } from "react";
import { CloseIcon } from "./icons.tsx";

interface DialogProps {
  open: boolean;
  onClose(): void;
  title: ReactNode;
  description?: ReactNode;
  closeLabel: string;
  children: ReactNode;
}

/**
 * A question in front of the page: a sheet from below on a phone, a card in the middle elsewhere.
 * The browser's own dialog keeps the focus inside, closes on Escape and gives the focus back; a
 * library would insert a style element, which the strict Content-Security-Policy refuses.
 */
export function Dialog({ open, onClose, title, description, closeLabel, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();

  useEffect(() => {
    const element = dialog.current;
    if (open && !element?.open) element?.showModal();
    if (!open && element?.open) element.close();
  }, [open]);

  return (
    <dialog
      aria-describedby={description ? `${id}-description` : undefined}
      aria-labelledby={`${id}-title`}
      className="mx-auto mt-auto mb-0 w-full max-w-none rounded-t-panel bg-raised text-ink shadow-lift backdrop:bg-scrim open:animate-[rise_0.25s_var(--ease-settle)] sm:my-auto sm:max-w-md sm:rounded-panel"
      onClose={onClose}
      ref={dialog}
    >
      <div className="grid gap-4 p-6 pb-8 sm:pb-6">
        <div className="flex items-start justify-between gap-4">
          <h2 className="pt-1.5 font-bold text-xl" id={`${id}-title`}>
            {title}
          </h2>
          <button
            aria-label={closeLabel}
            className="-mt-1 -mr-2 grid size-11 shrink-0 place-items-center rounded-control hover:bg-sunken"
            onClick={onClose}
            type="button"
          >
            <CloseIcon />
          </button>
        </div>
        {description ? (
          <p className="text-ink-muted" id={`${id}-description`}>
            {description}
          </p>
        ) : null}
        {children}
      </div>
    </dialog>
  );
}
