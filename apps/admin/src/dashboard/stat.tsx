import { Link } from "@sunchak/web/link";
import { clsx } from "clsx";
import type { ReactNode } from "react";

interface StatProps {
  name: string;
  value: ReactNode;
  note?: ReactNode;
  href: string;
  tone?: "caution" | "negative";
}

/** One number, and the list behind it. */
export function Stat({ name, value, note, href, tone }: StatProps) {
  return (
    <Link
      className="grid content-start gap-1 rounded-card border border-line bg-raised p-4 hover:border-line-strong"
      href={href}
      prefetch={false}
    >
      <span className="text-ink-muted text-sm">{name}</span>
      <span
        className={clsx(
          "font-bold text-xl tabular-nums",
          tone === "negative" && "text-negative",
          tone === "caution" && "text-caution",
        )}
      >
        {value}
      </span>
      {note ? <span className="text-[0.8125rem] text-ink-muted tabular-nums">{note}</span> : null}
    </Link>
  );
}
