import type { ListedCampaign } from "@sunchak/core/schema";
import { buttonClass } from "@sunchak/ui/button";
import { ArrowRightIcon } from "@sunchak/ui/icons";
import { Meter } from "@sunchak/ui/meter";
import { Link } from "@sunchak/web/link";
import { nameIn } from "@sunchak/web/locales";
import { useLocale, useTranslations } from "next-intl";
import { DiscountAmount, DiscountTerms } from "./discount-words.tsx";
import { DropCountdown } from "./drop-countdown.tsx";

/** The campaign at the top of the home page: one large ticket. */
export function DropHero({ campaign, now }: { campaign: ListedCampaign; now: string }) {
  const t = useTranslations("Drop");
  const locale = useLocale();
  const open = campaign.phase === "OPEN";
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
        </div>
      </div>
      <div className="grid h-[15.5rem] content-between gap-4 border-on-drop/35 border-t-2 border-dashed p-6 sm:px-10 lg:h-auto lg:border-t-0 lg:border-l-2 lg:p-12">
        <div>
          <p className="font-semibold">{open ? t("closesIn") : t("opensIn")}</p>
          <DropCountdown
            className="mt-1 block font-bold text-4xl tracking-tight lg:text-[2.75rem]"
            kind={open ? "closes" : "opens"}
            madeAt={now}
            until={open ? campaign.closesAt : campaign.opensAt}
          />
        </div>
        <div className="grid gap-3">
          <Meter
            label={t("meter")}
            max={campaign.totalQuantity}
            value={campaign.remainingQuantity}
          />
          <p className="font-semibold tabular-nums">
            {t("left", { left: campaign.remainingQuantity, total: campaign.totalQuantity })}
          </p>
          <Link
            className={buttonClass({ look: "onDrop", size: "large", wide: true })}
            href={`/coupons/${campaign.id}`}
          >
            {open ? t("goGet") : t("goWait")}
            <ArrowRightIcon />
          </Link>
        </div>
      </div>
    </section>
  );
}
