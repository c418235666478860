import type { ListNotes } from "@sunchak/core/schema";
import { formatMoment } from "@sunchak/web/dates";
import { getLocale, getTranslations } from "next-intl/server";
import { May } from "@/session/may.tsx";
import { Part } from "@/shell/page.tsx";
import { caller } from "@/trpc/server.tsx";
import { AddNote } from "./add-note.tsx";

/** What the staff wrote about an order or a shopper, the latest first, and a field for more. */
export async function Notes(subject: ListNotes) {
  const [t, locale, { items }] = await Promise.all([
    getTranslations("Notes"),
    getLocale(),
    caller.note.list(subject),
  ]);
  return (
    <Part title={t("title")}>
      <May call="note.add">
        <AddNote {...subject} />
      </May>
      {items.length === 0 ? (
        <p className="text-ink-muted text-sm">{t("none")}</p>
      ) : (
        <ol className="divide-y divide-line border-line border-y">
          {items.map(({ id, at, actor, text }) => (
            <li className="grid gap-1 py-2.5" key={id}>
              <p className="whitespace-pre-line [overflow-wrap:anywhere]">{text}</p>
              <p className="text-ink-muted text-sm tabular-nums">
                {formatMoment(at, locale)}
                {actor ? ` · ${actor.name}` : null}
              </p>
            </li>
          ))}
        </ol>
      )}
    </Part>
  );
}
