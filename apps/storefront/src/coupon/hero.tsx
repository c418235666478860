import type { ListedCampaign } from "@sunchak/core/schema";
import { nameIn } from "@sunchak/web/locales";
import { useLocale, useTranslations } from "next-intl";
import { DiscountAmount, DiscountTerms, Validity } from "./discount-words.tsx";
import { HeroLive } from "./hero-live.tsx";
import { toLive } from "./to-live.ts";

/** The campaign at the top of the home page: one large ticket. */
export function DropHero({ campaign, now }: { campaign: ListedCampaign; now: string }) {
  const t = useTranslations("Drop");
  const locale = useLocale();
  return (
    <section
      aria-labelledby="drop-title"
      className="ticket-stub-below grid rounded-panel bg-drop text-on-drop [--punch:0.875rem] [--stub:15.5rem] lg:ticket-stub-end lg:grid-cols-[1fr_26rem] lg:[--stub:26rem]"
    >
      <div className="grid content-between gap-10 p-6 sm:p-10 lg:min-h-[26rem] lg:p-14">
        <p className="font-semibold">{t("rule")}</p>
        <div>
          <h1 className="font-bold text-2xl sm:text-3xl" id="drop-title">
            {nameIn(campaign, locale)}
          </h1>
          <p className="mt-3 font-extrabold text-display tracking-[-0.045em]">
            {t.rich("off", { amount: () => <DiscountAmount discount={campaign} /> })}
          </p>
          <p className="mt-4 text-lg">
            <DiscountTerms discount={campaign} />
          </p>
          <p className="mt-1">
            <Validity hours={campaign.validHours} />
          </p>
        </div>
      </div>
      <div className="grid h-[15.5rem] content-between gap-4 border-on-drop/35 border-t-2 border-dashed p-6 sm:px-10 lg:h-auto lg:border-t-0 lg:border-l-2 lg:p-12">
        <HeroLive made={toLive(campaign, now)} />
      </div>
    </section>
  );
}
