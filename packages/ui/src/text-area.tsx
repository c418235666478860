import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { controlClass } from "./field.tsx";

type TextAreaProps = Omit<ComponentProps<"textarea">, "id"> & {
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
};

/** Labelled lines of text. */
export function TextArea({ id, label, hint, error, className, ...rest }: TextAreaProps) {
  const note = error ?? hint;
  return (
    <div className="grid gap-1.5">
      <label className="font-medium text-sm" htmlFor={id}>
        {label}
      </label>
      <textarea
        rows={3}
        {...rest}
        aria-describedby={note ? `${id}-note` : undefined}
        aria-invalid={error ? true : undefined}
        className={clsx(controlClass, "py-2.5", className)}
        id={id}
      />
      {note ? (
        <p
          className={clsx("text-sm", error ? "text-negative" : "text-ink-muted")}
          id={`${id}-note`}
        >
          {note}
        </p>
      ) : null}
    </div>
  );
}
