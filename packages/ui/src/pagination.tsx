import { clsx } from "clsx";
import { type ComponentType, Fragment, type ReactNode } from "react";
import { ChevronLeftIcon, ChevronRightIcon } from "./icons.tsx";

interface PaginationProps {
  page: number;
  /** 1 or more; `page` may be beyond it, and its links then lead back. */
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

/** The pages to show: the first, the last and those around the current one. */
const pagesAround = (page: number, lastPage: number): number[] =>
  [...new Set([1, page - 1, page, page + 1, lastPage])]
    .filter((number) => number >= 1 && number <= lastPage)
    .sort((a, b) => a - b);

/** Paging by links, so that it works without scripts and never vanishes. */
export function Pagination({ page, lastPage, hrefOf, labels, Link }: PaginationProps) {
  const shown = pagesAround(page, lastPage);
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
      {shown.map((number, index) => (
        <Fragment key={number}>
          {number - (shown[index - 1] ?? 0) > 1 ? (
            <span aria-hidden="true" className="px-1 text-ink-muted">
              …
            </span>
          ) : null}
          <Link
            aria-current={number === page ? "page" : undefined}
            className={clsx(
              box,
              number === page ? "bg-ink font-semibold text-canvas" : "hover:bg-sunken",
            )}
            href={hrefOf(number)}
          >
            <span aria-hidden="true">{number}</span>
            <span className="sr-only">{labels.page(number)}</span>
          </Link>
        </Fragment>
      ))}
      {step(page + 1, labels.next, <ChevronRightIcon />)}
    </nav>
  );
}
