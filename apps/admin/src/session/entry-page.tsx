import { Wordmark } from "@sunchak/ui/wordmark";
import { LanguageSwitch } from "@sunchak/web/language-switch";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";

/** The frame of the pages for who is not signed in. */
export async function EntryPage({
  title,
  lead,
  children,
}: {
  title: string;
  lead?: string;
  children: ReactNode;
}) {
  const t = await getTranslations("Site");
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-md content-center gap-8 px-5 py-10">
      <div className="flex items-center justify-between">
        <Wordmark name={t("mark")} small />
        <LanguageSwitch />
      </div>
      <div className="grid gap-2">
        <h1 className="font-bold text-title">{title}</h1>
        {lead ? <p className="text-ink-muted">{lead}</p> : null}
      </div>
      {children}
    </main>
  );
}
