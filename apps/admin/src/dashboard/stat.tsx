import { Link } from "@sunchak/web/link";
import { clsx } from "clsx";
import type { ReactNode } from "react";

interface Figure {
  name: string;
  value: ReactNode;
  /** The list behind it. */
  href: string;
}

interface StatProps extends Figure {
  note?: ReactNode;
  tone?: "caution" | "negative";
  /** The same figure at other times. */
  against?: Figure[];
}

/** One number, and the list behind it. */
export function Stat({ name, value, note, href, tone, against = [] }: StatProps) {
  return (
    <div className="relative grid content-start gap-2 rounded-card border border-line bg-raised p-4 hover:border-line-strong">
      {/* The whole card leads to the list. */}
      <Link className="grid gap-1 after:absolute after:inset-0" href={href} prefetch={false}>
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
      {against.length > 0 ? (
        <ul className="grid text-[0.8125rem] text-ink-muted tabular-nums">
          {against.map((figure) => (
            <li key={figure.name}>
              <Link
                className="relative flex min-h-6 flex-wrap items-center justify-between gap-x-2 hover:text-ink hover:underline"
                href={figure.href}
                prefetch={false}
              >
                <span>{figure.name}</span> <span>{figure.value}</span>
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
