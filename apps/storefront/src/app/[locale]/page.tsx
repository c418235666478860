import { rankingDays, rankingDefaults } from "@sunchak/core/schema";
import { buttonClass } from "@sunchak/ui/button";
import { ArrowRightIcon } from "@sunchak/ui/icons";
import { categoriesIn } from "@sunchak/web/categories";
import { Link } from "@sunchak/web/link";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { CampaignTicket } from "@/coupon/campaign-ticket.tsx";
import { DropHero } from "@/coupon/hero.tsx";
import { byPhase, leadingCampaign } from "@/coupon/phase.ts";
import { HomeData } from "@/found/home-data.tsx";
import { pageMetadata } from "@/found/page-metadata.ts";
import { ClientMessages } from "@/i18n/client-messages.tsx";
import { CategoryTiles } from "@/product/category-tiles.tsx";
import { ProductGrid } from "@/product/product-card.tsx";
import { RecentlySeen } from "@/product/recently-seen.tsx";
import { BestSellers } from "@/ranking/best-sellers.tsx";
import { Rising } from "@/ranking/rising.tsx";
import { withSoldOut } from "@/ranking/with-sold-out.ts";
import { FreshPage } from "@/shell/fresh-page.tsx";
import { caller } from "@/trpc/server.tsx";
import { WishNotice } from "@/wish/wish-notice.tsx";

const NEWEST = 8;

export const generateMetadata = (): Promise<Metadata> => pageMetadata({ path: "/" });

export default async function HomePage() {
  const [t, locale, campaigns, categories, top, rising, newest, restocked] = await Promise.all([
    getTranslations("Home"),
    getLocale(),
    caller.coupon.list(),
    caller.product.categories(),
    caller.product.top().then((top) => withSoldOut(top, caller.product.some)),
    caller.product.rising(),
    caller.product.list({ size: NEWEST }),
    caller.product.restocked(),
  ]);
  const { days } = rankingDefaults;
  const named = categoriesIn(categories.items, locale);
  const lead = leadingCampaign(campaigns.items, campaigns.now);
  const others = byPhase(campaigns.items).filter((campaign) => campaign !== lead);
  const more =
    "inline-flex min-h-11 items-center gap-1.5 font-medium hover:underline underline-offset-4";
  return (
    <ClientMessages groups={["Countdown", "Drop", "Top", "Seen", "Stock"]}>
      <div className="shell grid gap-20 pt-4 sm:pt-6 lg:gap-28">
        <FreshPage rendered={Date.now()} />
        <HomeData />
        {lead ? (
          <DropHero campaign={lead} key={lead.id} now={campaigns.now} />
        ) : (
          <section className="grid gap-6 rounded-panel bg-sunken p-6 sm:p-14">
            <h1 className="max-w-[14em] font-extrabold text-title">{t("title")}</h1>
            <p className="max-w-prose text-ink-muted text-lg">{t("noDrop")}</p>
            <Link className={buttonClass({ size: "large" }, "justify-self-start")} href="/products">
              {t("toProducts")}
            </Link>
          </section>
        )}
        {named.length > 0 ? (
          <section aria-labelledby="categories-title">
            <h2 className="sr-only" id="categories-title">
              {t("categories")}
            </h2>
            <CategoryTiles categories={named} />
          </section>
        ) : null}
        {others.length > 0 ? (
          <section aria-labelledby="coupons-title">
            <div className="mb-6 flex items-baseline justify-between gap-4">
              <h2 className="font-bold text-title" id="coupons-title">
                {t("coupons")}
              </h2>
              <Link className={more} href="/coupons">
                {t("allCoupons")} <ArrowRightIcon className="size-4" />
              </Link>
            </div>
            <ul className="grid gap-4 sm:gap-6 md:grid-cols-2 xl:grid-cols-3">
              {others.slice(0, 3).map((campaign) => (
                <li
                  className="grid has-data-[held=EXPIRED]:order-last has-data-[held=USED]:order-last"
                  key={campaign.id}
                >
                  <CampaignTicket campaign={campaign} />
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        <BestSellers
          categories={named}
          usual={{ days, category: null, top }}
          windows={rankingDays}
        />
        <Rising days={days} rising={rising} />
        {restocked.items.length > 0 ? (
          <section aria-labelledby="restocked-title">
            <h2 className="mb-6 font-bold text-title" id="restocked-title">
              {t("restocked")}
            </h2>
            <ProductGrid heading="h3" products={restocked.items.slice(0, 4)} />
          </section>
        ) : null}
        <section aria-labelledby="newest-title">
          <div className="mb-6 flex items-baseline justify-between gap-4">
            <h2 className="font-bold text-title" id="newest-title">
              {t("newest")}
            </h2>
            <Link className={more} href="/products">
              {t("allProducts")} <ArrowRightIcon className="size-4" />
            </Link>
          </div>
          {newest.items.length > 0 ? (
            <ProductGrid heading="h3" products={newest.items} />
          ) : (
            <p className="rounded-card bg-sunken p-8 text-ink-muted">{t("noProducts")}</p>
          )}
        </section>
        <RecentlySeen />
        <WishNotice />
      </div>
    </ClientMessages>
  );
}
