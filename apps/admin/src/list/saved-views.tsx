import { Link } from "@sunchak/web/link";
import { getTranslations } from "next-intl/server";
import { caller } from "@/trpc/server.ts";
import type { Query } from "./read-query.ts";
import { RemoveView, SaveView } from "./view-buttons.tsx";

/** The admin's own names for filters of a list. */
export async function SavedViews({ list, query }: { list: string; query: Query }) {
  const { cursor: _, ...kept } = query;
  const search = new URLSearchParams(kept).toString();
  const [t, { items }] = await Promise.all([getTranslations("Views"), caller.view.list({ list })]);
  const isSaved = items.some((view) => view.query === search);
  if (items.length === 0 && search === "") return null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {items.map((view) => (
        <span
          className="inline-flex items-center rounded-full border border-line text-sm"
          key={view.id}
        >
          <Link
            aria-current={view.query === search ? "true" : undefined}
            className="inline-flex min-h-9 items-center rounded-full pr-1 pl-3 hover:underline aria-[current=true]:font-semibold"
            href={`/${list}?${view.query}`}
            prefetch={false}
          >
            {view.name}
          </Link>
          <RemoveView id={view.id} label={t("remove", { name: view.name })} />
        </span>
      ))}
      {search !== "" && !isSaved ? <SaveView list={list} query={search} /> : null}
    </div>
  );
}
