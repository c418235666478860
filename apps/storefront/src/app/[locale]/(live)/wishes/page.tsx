import { buttonClass } from "@sunchak/ui/button";
import { EmptyState } from "@sunchak/ui/message";
import { Link } from "@sunchak/web/link";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/i18n/client-messages.tsx";
import { requireShopper } from "@/session/require-shopper.ts";
import { caller } from "@/trpc/server.tsx";
import { WishList } from "@/wish/wish-list.tsx";
import { WishNotice } from "@/wish/wish-notice.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Wish");
  return { title: t("title"), robots: { index: false } };
}

export default async function WishesPage() {
  await requireShopper("/wishes");
  const [t, { items }] = await Promise.all([getTranslations("Wish"), caller.wish.list()]);
  return (
    <div className="shell grid gap-8 pt-8 sm:pt-12">
      <div className="flex flex-wrap items-baseline gap-x-4">
        <h1 className="font-bold text-title">{t("title")}</h1>
        {items.length > 0 ? (
          <p className="text-ink-muted tabular-nums">{t("count", { count: items.length })}</p>
        ) : null}
      </div>
      {items.length > 0 ? (
        <ClientMessages groups={["Stock"]}>
          <WishList items={items} />
          <WishNotice />
        </ClientMessages>
      ) : (
        <EmptyState
          action={
            <Link className={buttonClass()} href="/products">
              {t("browse")}
            </Link>
          }
          as="h2"
          title={t("none")}
        >
          {t("noneBody")}
        </EmptyState>
      )}
    </div>
  );
}
