import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";

const button = cva(
  "relative inline-flex select-none items-center justify-center gap-2 rounded-control text-center font-semibold tabular-nums transition-colors duration-150 aria-disabled:cursor-not-allowed disabled:cursor-not-allowed",
  {
    variants: {
      look: {
        solid:
          "bg-ink text-canvas hover:bg-ink-hover disabled:bg-line disabled:text-ink-muted aria-disabled:bg-line aria-disabled:text-ink-muted",
        outline:
          "border border-line-strong text-ink hover:border-ink hover:bg-sunken disabled:border-line disabled:text-ink-muted",
        // What takes something away is never the filled button.
        danger:
          "border border-negative text-negative hover:bg-negative-wash disabled:border-line disabled:text-ink-muted",
        quiet: "text-ink hover:bg-sunken disabled:text-ink-muted",
        onDrop: "bg-on-drop text-white hover:bg-black aria-disabled:opacity-70",
      },
      size: {
        medium: "min-h-11 px-4 text-[0.9375rem]",
        large: "min-h-14 px-6 text-[1.0625rem]",
        icon: "size-11",
      },
      wide: { true: "w-full", false: "" },
    },
    defaultVariants: { look: "solid", size: "medium", wide: false },
  },
);

export type ButtonLook = VariantProps<typeof button>;

/** The classes of a button, for links that look like one. */
export function buttonClass(look: ButtonLook = {}, className?: string): string {
  return button({ ...look, className });
}

type ButtonProps = ComponentProps<"button"> & ButtonLook & { busy?: boolean };

/**
 * A button. While `busy` it keeps its size and its focus, shows a spinner beside its text and
 * ignores presses; the text should say what is going on.
 */
export function Button({ look, size, wide, busy, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-busy={busy || undefined}
      aria-disabled={busy || rest["aria-disabled"] || undefined}
      className={button({ look, size, wide, className })}
      onClick={busy ? (event) => event.preventDefault() : rest.onClick}
    >
      {busy ? (
        <span
          aria-hidden="true"
          className="size-4 shrink-0 animate-[turn_0.8s_linear_infinite] rounded-full border-2 border-current border-r-transparent"
        />
      ) : null}
      {children}
    </button>
  );
}
