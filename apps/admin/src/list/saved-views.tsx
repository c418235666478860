import { Link } from "@sunchak/web/link";
import { getTranslations } from "next-intl/server";
import { caller } from "@/trpc/server.tsx";
import { ManageViews } from "./manage-views.tsx";
import { type Query, viewOf } from "./read-query.ts";
import { SaveView } from "./save-view.tsx";

/** The admin's saved views of a list. */
export async function SavedViews({ list, query }: { list: string; query: Query }) {
  const [t, { items }] = await Promise.all([getTranslations("Views"), caller.view.list({ list })]);
  const here = viewOf(query);
  const views = items.map(({ id, name, query: saved }) => ({
    id,
    name,
    query: viewOf(Object.fromEntries(new URLSearchParams(saved))),
  }));
  if (views.length === 0 && here === "") return null;
  return (
    <nav aria-label={t("label")} className="flex flex-wrap items-center gap-2">
      {views.map((view) => (
        <Link
          aria-current={view.query === here ? "true" : undefined}
          className="inline-flex min-h-9 max-w-56 items-center rounded-full border border-line px-3 text-sm hover:border-ink aria-[current=true]:border-ink aria-[current=true]:font-semibold"
          href={`/${list}?${view.query}`}
          key={view.id}
          prefetch={false}
        >
          <span className="truncate">{view.name}</span>
        </Link>
      ))}
      {here !== "" && !views.some((view) => view.query === here) ? (
        <SaveView list={list} query={here} />
      ) : null}
      {views.length > 0 ? <ManageViews here={here} views={views} /> : null}
    </nav>
  );
}
