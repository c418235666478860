"use client";

import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { CloseIcon } from "./icons.tsx";

interface DialogProps {
  open: boolean;
  onOpenChange(open: boolean): void;
  title: ReactNode;
  description?: ReactNode;
  closeLabel: string;
  children: ReactNode;
}

/** A question in front of the page: a sheet from below on a phone, a card in the middle elsewhere. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  closeLabel,
  children,
}: DialogProps) {
  return (
    <Radix.Root onOpenChange={onOpenChange} open={open}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content className="fixed inset-x-0 bottom-0 z-50 grid gap-4 rounded-t-panel bg-raised p-6 pb-8 shadow-lift sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:w-[26rem] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-panel sm:pb-6">
          <div className="flex items-start justify-between gap-4">
            <Radix.Title className="pt-1.5 font-bold text-xl">{title}</Radix.Title>
            <Radix.Close
              aria-label={closeLabel}
              className="-mt-1 -mr-2 grid size-11 shrink-0 place-items-center rounded-control hover:bg-sunken"
            >
              <CloseIcon />
            </Radix.Close>
          </div>
          {description ? (
            <Radix.Description className="text-ink-muted">{description}</Radix.Description>
          ) : null}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
