import { buttonClass } from "@sunchak/ui/button";
import { EmptyState } from "@sunchak/ui/message";
import { Link } from "@sunchak/web/link";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CampaignTicket } from "@/coupon/campaign-ticket.tsx";
import { pageMetadata } from "@/found/page-metadata.ts";
import { FreshPage } from "@/shell/fresh-page.tsx";
import { caller } from "@/trpc/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Drops");
  return pageMetadata({ path: "/coupons", title: t("title"), description: t("rule") });
}

export default async function CouponsPage() {
  const [t, { items }] = await Promise.all([getTranslations("Drops"), caller.coupon.list()]);
  const groups = (["OPEN", "UPCOMING", "SOLD_OUT"] as const)
    .map((phase) => ({ phase, campaigns: items.filter((one) => one.phase === phase) }))
    .filter(({ campaigns }) => campaigns.length > 0);
  return (
    <div className="shell grid gap-12 pt-8 sm:pt-12">
      <FreshPage rendered={Date.now()} />
      <div className="grid gap-2">
        <h1 className="font-bold text-title">{t("title")}</h1>
        <p className="max-w-prose text-ink-muted">{t("rule")}</p>
      </div>
      {groups.map(({ phase, campaigns }) => (
        <section aria-labelledby={`phase-${phase}`} key={phase}>
          <h2 className="mb-4 font-bold text-xl" id={`phase-${phase}`}>
            {t(`phase.${phase}`)}
          </h2>
          <ul className="grid gap-4 sm:gap-6 md:grid-cols-2">
            {campaigns.map((campaign) => (
              <li
                className="grid has-data-[held=EXPIRED]:order-last has-data-[held=USED]:order-last"
                key={campaign.id}
              >
                <CampaignTicket campaign={campaign} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {groups.length === 0 ? (
        <EmptyState
          action={
            <Link className={buttonClass()} href="/products">
              {t("toProducts")}
            </Link>
          }
          as="h2"
          title={t("none")}
        >
          {t("noneBody")}
        </EmptyState>
      ) : null}
      <p>
        <Link className={buttonClass({ look: "outline" })} href="/coupons/mine">
          {t("mine")}
        </Link>
      </p>
    </div>
  );
}
