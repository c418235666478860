import type { ListedCampaign } from "@sunchak/core/schema";
import { ArrowRightIcon } from "@sunchak/ui/icons";
import { Meter } from "@sunchak/ui/meter";
import { formatMoment } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import { nameIn } from "@sunchak/web/locales";
import { useLocale, useTranslations } from "next-intl";
import { DiscountAmount, DiscountTerms } from "./discount-words.tsx";

/** A campaign as a ticket; the whole ticket links to the campaign's page. */
export function CampaignTicket({ campaign }: { campaign: ListedCampaign }) {
  const t = useTranslations("Drop");
  const locale = useLocale();
  const { phase } = campaign;
  const open = phase === "OPEN";
  return (
    <article
      className={`ticket-stub-end group relative flex min-h-40 rounded-card [--stub:5.5rem] ${
        open ? "bg-drop-wash text-ink" : "bg-sunken text-ink"
      }`}
    >
      <div className="grid min-w-0 grow content-between gap-4 p-5 sm:p-6">
        <div>
          <p className={`font-semibold text-sm ${open ? "text-drop-text" : "text-ink-muted"}`}>
            {phase === "UPCOMING"
              ? t("opensAt", { when: formatMoment(campaign.opensAt, locale) })
              : phase === "OPEN"
                ? t("closesAt", { when: formatMoment(campaign.closesAt, locale) })
                : t("soldOutShort")}
          </p>
          <h3 className="mt-1 font-bold text-lg leading-snug">
            <Link
              className="after:absolute after:inset-0 after:rounded-card focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:-outline-offset-4"
              href={`/coupons/${campaign.id}`}
              prefetch={false}
            >
              {nameIn(campaign, locale)}
            </Link>
          </h3>
        </div>
        <div>
          <p className="font-extrabold text-4xl tracking-tight">
            <DiscountAmount discount={campaign} />
          </p>
          <p className={"mt-1 text-ink-muted text-sm"}>
            <DiscountTerms discount={campaign} />
          </p>
        </div>
        {open ? (
          <div className="grid gap-1.5">
            <Meter
              className="text-drop-deep"
              label={t("meter")}
              max={campaign.totalQuantity}
              value={campaign.remainingQuantity}
            />
            <p className="font-medium text-sm tabular-nums">
              {t("left", { left: campaign.remainingQuantity, total: campaign.totalQuantity })}
            </p>
          </div>
        ) : null}
      </div>
      <div
        aria-hidden="true"
        className="grid w-[var(--stub)] shrink-0 place-items-center border-line-strong border-l border-dashed"
      >
        <ArrowRightIcon className="size-6 transition-transform duration-300 ease-settle group-hover:translate-x-1" />
      </div>
    </article>
  );
}
