import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { ChevronDownIcon } from "./icons.tsx";

export const controlClass =
  "min-h-11 w-full rounded-control border border-line-strong bg-canvas px-3.5 text-base text-ink transition-colors placeholder:text-ink-muted hover:border-ink aria-invalid:border-negative";

/** A radio button that looks the same in both schemes: a browser's own looks disabled in the dark. */
export const radioClass =
  "size-5 shrink-0 appearance-none rounded-full border-2 border-line-strong bg-canvas checked:border-[0.375rem] checked:border-ink disabled:border-line disabled:bg-sunken";

interface FieldText {
  label: ReactNode;
  /** Shown below the control, and read out with it. */
  hint?: ReactNode;
  /** Replaces the hint and marks the control as invalid. */
  error?: ReactNode;
}

function Note({ id, hint, error }: { id: string; hint?: ReactNode; error?: ReactNode }) {
  if (!error && !hint) return null;
  return (
    <p className={clsx("text-sm", error ? "text-negative" : "text-ink-muted")} id={id}>
      {error ?? hint}
    </p>
  );
}

type TextFieldProps = Omit<ComponentProps<"input">, "id"> &
  FieldText & { id: string; unit?: ReactNode };

/** A labelled line of text; `unit` stands inside the right edge. */
export function TextField({ id, label, hint, error, unit, className, ...rest }: TextFieldProps) {
  const noteId = `${id}-note`;
  return (
    <div className="grid gap-1.5">
      <label className="font-medium text-sm" htmlFor={id}>
        {label}
      </label>
      <div className="relative">
        <input
          {...rest}
          aria-describedby={error || hint ? noteId : undefined}
          aria-invalid={error ? true : undefined}
          className={clsx(controlClass, unit ? "pr-12" : "", className)}
          id={id}
        />
        {unit ? (
          <span className="pointer-events-none absolute inset-y-0 right-3.5 grid place-items-center text-ink-muted">
            {unit}
          </span>
        ) : null}
      </div>
      <Note error={error} hint={hint} id={noteId} />
    </div>
  );
}

type SelectProps = Omit<ComponentProps<"select">, "id"> & {
  id: string;
  label: ReactNode;
  hideLabel?: boolean;
};

/** The platform's own select, labelled. */
export function Select({ id, label, hideLabel, className, children, ...rest }: SelectProps) {
  return (
    <div className="grid gap-1.5">
      <label className={hideLabel ? "sr-only" : "font-medium text-sm"} htmlFor={id}>
        {label}
      </label>
      <div className="relative">
        <select
          {...rest}
          className={clsx(controlClass, "appearance-none pr-10", className)}
          id={id}
        >
          {children}
        </select>
        <ChevronDownIcon className="pointer-events-none absolute top-1/2 right-3 size-5 -translate-y-1/2 text-ink-muted" />
      </div>
    </div>
  );
}
