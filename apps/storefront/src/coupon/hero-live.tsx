"use client";

import type { LiveCampaign } from "@sunchak/core/schema";
import { buttonClass } from "@sunchak/ui/button";
import { ArrowRightIcon } from "@sunchak/ui/icons";
import { Link } from "@sunchak/web/link";
import { useTranslations } from "next-intl";
import { ServerCountdown } from "@/live/server-countdown.tsx";
import { CouponsLeft } from "./coupons-left.tsx";
import { useHeldStatus } from "./use-held-status.ts";
import { useLiveCampaign } from "./use-live-campaign.ts";

/** What changes about the campaign at the top of the home page: the time and the coupons left. */
export function HeroLive({ made }: { made: LiveCampaign }) {
  const t = useTranslations("Drop");
  const campaign = useLiveCampaign(made);
  const held = useHeldStatus(made.couponId);
  const { phase } = campaign;
  const over = { SOLD_OUT: t("soldOut"), PAUSED: t("paused"), CLOSED: t("closed") };
  return (
    <>
      {held ? (
        <p className="font-bold text-2xl">{t(`held.${held}`)}</p>
      ) : phase === "UPCOMING" || phase === "OPEN" ? (
        <div>
          <p className="font-semibold">{phase === "OPEN" ? t("closesIn") : t("opensIn")}</p>
          <ServerCountdown
            className="mt-1 block font-bold text-4xl tracking-tight lg:text-[2.75rem]"
            key={phase}
            kind={phase === "OPEN" ? "closes" : "opens"}
            madeAt={made.now}
            onEnd={campaign.onEnd}
            until={campaign.until}
          />
        </div>
      ) : (
        <p className="font-bold text-2xl">{over[phase]}</p>
      )}
      <div className="grid gap-3">
        <CouponsLeft
          live={campaign.live}
          left={campaign.remainingQuantity}
          total={campaign.totalQuantity}
        />
        <Link
          className={buttonClass({ look: "onDrop", size: "large", wide: true })}
          href={`/coupons/${made.couponId}`}
        >
          {held ? t("goWon") : phase === "OPEN" ? t("goGet") : t("goWait")}
          <ArrowRightIcon />
        </Link>
      </div>
    </>
  );
}
