import type { ReactNode } from "react";

interface MessageProps {
  title: ReactNode;
  children?: ReactNode;
  /** The one thing to do next. */
  action?: ReactNode;
  /** Heading level, so that the page's outline stays whole. */
  as?: "h1" | "h2" | "p";
}

/** Says that nothing is here yet, and what to do about it. */
export function EmptyState({ title, children, action, as: Heading = "p" }: MessageProps) {
  return (
    <div className="grid justify-items-start gap-3 rounded-card bg-sunken px-6 py-12 sm:px-10 sm:py-16">
      <Heading className="font-bold text-xl">{title}</Heading>
      {children ? <div className="max-w-prose text-ink-muted">{children}</div> : null}
      {action ? <div className="mt-3 flex flex-wrap gap-2">{action}</div> : null}
    </div>
  );
}

/** Says that something could not be shown, and what to do about it. */
export function ErrorState({ title, children, action, as: Heading = "h1" }: MessageProps) {
  return (
    <div className="grid justify-items-start gap-3 py-16 sm:py-24" role="alert">
      <Heading className="font-bold text-title">{title}</Heading>
      {children ? <div className="max-w-prose text-ink-muted">{children}</div> : null}
      {action ? <div className="mt-4 flex flex-wrap gap-2">{action}</div> : null}
    </div>
  );
}
