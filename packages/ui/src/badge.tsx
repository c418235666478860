import { cva, type VariantProps } from "class-variance-authority";
import type { ReactNode } from "react";

const badge = cva(
  "inline-flex items-center gap-1 whitespace-nowrap rounded-full px-2.5 py-0.5 font-semibold text-[0.8125rem] tabular-nums leading-5",
  {
    variants: {
      tone: {
        neutral: "bg-sunken text-ink-muted",
        ink: "bg-ink text-canvas",
        drop: "bg-drop-wash text-drop-text",
        positive: "bg-positive-wash text-positive",
        caution: "bg-caution-wash text-caution",
        negative: "bg-negative-wash text-negative",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

/** A word or two about a state; its colour only repeats what the words say. */
export function Badge({ tone, children }: VariantProps<typeof badge> & { children: ReactNode }) {
  return <span className={badge({ tone })}>{children}</span>;
}
