import { clsx } from "clsx";
import type { ComponentType, ReactNode } from "react";
import { ChevronLeftIcon, ChevronRightIcon } from "./icons.tsx";

interface PaginationProps {
  page: number;
  /** 1 or more; a page beyond it is fine and leads back. */
  lastPage: number;
  hrefOf(page: number): string;
  labels: { nav: string; previous: string; next: string; page(page: number): string };
  /** The app's own link. */
  Link: ComponentType<{
    href: string;
    className?: string;
    children: ReactNode;
    "aria-label"?: string;
    "aria-current"?: "page";
  }>;
}

/** Pages to show around the current one, with nulls where some are left out. */
export function pagesAround(page: number, lastPage: number): (number | null)[] {
  const shown = [...new Set([1, page - 1, page, page + 1, lastPage])]
    .filter((number) => number >= 1 && number <= lastPage)
    .sort((a, b) => a - b);
  return shown.flatMap((number, index) => {
    const before = shown[index - 1] ?? 0;
    return number - before > 1 ? [null, number] : [number];
  });
}

/** Paging by links, so that it works without scripts and never vanishes. */
export function Pagination({ page, lastPage, hrefOf, labels, Link }: PaginationProps) {
  const box =
    "relative grid min-h-11 min-w-11 place-items-center rounded-control px-2 tabular-nums";
  const step = (to: number, label: string, icon: ReactNode) =>
    to >= 1 && to <= lastPage ? (
      <Link aria-label={label} className={clsx(box, "hover:bg-sunken")} href={hrefOf(to)}>
        {icon}
      </Link>
    ) : (
      <span aria-hidden="true" className={clsx(box, "text-line-strong")}>
        {icon}
      </span>
    );
  return (
    <nav aria-label={labels.nav} className="flex flex-wrap items-center justify-center gap-1">
      {step(Math.min(page - 1, lastPage), labels.previous, <ChevronLeftIcon />)}
      {pagesAround(page, lastPage).map((number, index) =>
        number === null ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a gap has no identity but its place
          <span aria-hidden="true" className="px-1 text-ink-muted" key={`gap-${index}`}>
            …
          </span>
        ) : (
          <Link
            aria-current={number === page ? "page" : undefined}
            className={clsx(
              box,
              number === page ? "bg-ink font-semibold text-canvas" : "hover:bg-sunken",
            )}
            href={hrefOf(number)}
            key={number}
          >
            <span aria-hidden="true">{number}</span>
            <span className="sr-only">{labels.page(number)}</span>
          </Link>
        ),
      )}
      {step(page + 1, labels.next, <ChevronRightIcon />)}
    </nav>
  );
}
