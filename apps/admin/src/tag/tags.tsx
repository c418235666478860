import type { ListTags } from "@sunchak/core/schema";
import { Link } from "@sunchak/web/link";
import { getTranslations } from "next-intl/server";
import { hrefOf } from "@/list/read-query.ts";
import { May } from "@/session/may.tsx";
import { Part } from "@/shell/page.tsx";
import { caller } from "@/trpc/server.tsx";
import { AddTag, RemoveTag } from "./set-tag.tsx";

const lists = { order: "/orders", user: "/shoppers" } as const;

/** The tags of an order or a shopper, each with the list of all that have it. */
export async function Tags(subject: ListTags) {
  const [t, { items }] = await Promise.all([getTranslations("Tags"), caller.tag.list(subject)]);
  return (
    <Part title={t("title")}>
      {items.length === 0 ? (
        <p className="text-ink-muted text-sm">{t("none")}</p>
      ) : (
        <ul className="flex flex-wrap gap-2">
          {items.map((tag) => (
            <li
              className="inline-flex min-h-9 max-w-full items-center rounded-full bg-sunken px-3 text-sm"
              key={tag}
            >
              <Link
                className="truncate hover:underline"
                href={hrefOf(lists[subject.subjectType], { tag })}
              >
                {tag}
              </Link>
              <May call="tag.set">
                <RemoveTag {...subject} tag={tag} />
              </May>
            </li>
          ))}
        </ul>
      )}
      <May call="tag.set">
        <AddTag {...subject} />
      </May>
    </Part>
  );
}
