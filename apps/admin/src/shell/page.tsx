import { ChevronLeftIcon } from "@sunchak/ui/icons";
import { Link } from "@sunchak/web/link";
import type { ReactNode } from "react";

interface PageProps {
  title: ReactNode;
  /** The list that contains what this page shows. */
  back?: { href: string; words: string };
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** The frame of every page: the way back, the title, the actions and the content. */
export function Page({ title, back, lead, actions, children }: PageProps) {
  return (
    <div className="grid max-w-6xl gap-5 px-4 sm:gap-6 pt-5 sm:px-8 sm:pt-8 [&>*]:min-w-0">
      <div className="grid gap-1">
        {back ? (
          <Link
            className="-ml-1 inline-flex min-h-9 items-center justify-self-start rounded-control pr-2 text-ink-muted text-sm hover:text-ink"
            href={back.href}
            prefetch={false}
          >
            <ChevronLeftIcon className="size-4" />
            {back.words}
          </Link>
        ) : null}
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
          <h1 className="font-bold text-2xl">{title}</h1>
          {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
        </div>
        {lead ? <p className="max-w-3xl text-ink-muted">{lead}</p> : null}
      </div>
      {children}
    </div>
  );
}

/** A part of a page with a heading of its own. */
export function Part({
  title,
  aside,
  children,
}: {
  title: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="grid content-start gap-3 [&>*]:min-w-0">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="font-semibold text-base">{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

/** Facts, each under its name. */
export function Facts({ items }: { items: [name: string, value: ReactNode][] }) {
  return (
    <dl className="divide-y divide-line border-line border-y">
      {items.map(([name, value]) => (
        <div className="flex justify-between gap-6 py-2" key={name}>
          <dt className="shrink-0 text-ink-muted">{name}</dt>
          <dd className="min-w-0 text-right tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
