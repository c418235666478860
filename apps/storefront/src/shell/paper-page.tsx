import { ChevronLeftIcon } from "@sunchak/ui/icons";
import { Wordmark } from "@sunchak/ui/wordmark";
import { Link } from "@sunchak/web/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { PrintButton } from "./print-button.tsx";

interface PaperPageProps {
  title: string;
  /** Whose it is. */
  of: string;
  back: { href: string; words: string };
  /** What else can be done with it, beside printing. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A page that is also meant for paper: there it has the shop's name and nothing to press. */
export async function PaperPage({ title, of, back, actions, children }: PaperPageProps) {
  const [t, site] = await Promise.all([getTranslations("Paper"), getTranslations("Site")]);
  return (
    <article className="shell grid max-w-3xl gap-8 pt-4 sm:pt-8">
      <Link
        className="-ml-1.5 flex min-h-11 w-fit items-center gap-1 text-ink-muted hover:text-ink print:hidden"
        href={back.href}
      >
        <ChevronLeftIcon />
        {back.words}
      </Link>
      <div className="grid gap-2">
        <p className="hidden print:block">
          <Wordmark name={site("name")} />
        </p>
        <h1 className="font-bold text-title">{title}</h1>
        <p className="text-ink-muted">{of}</p>
        <div className="mt-2 flex flex-wrap gap-2 print:hidden">
          <PrintButton label={t("print")} />
          {actions}
        </div>
      </div>
      {children}
    </article>
  );
}
