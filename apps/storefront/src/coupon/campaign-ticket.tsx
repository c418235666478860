import type { CampaignPhase, ListedCampaign } from "@sunchak/core/schema";
import { ArrowRightIcon, CheckIcon } from "@sunchak/ui/icons";
import { Meter } from "@sunchak/ui/meter";
import { formatMoment } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import { nameIn } from "@sunchak/web/locales";
import { useLocale, useTranslations } from "next-intl";
import { DiscountAmount, DiscountTerms, Validity } from "./discount-words.tsx";
import { TicketCard } from "./ticket-card.tsx";

/** What can be got is in colour; what is over has lost its stub. */
const looks = {
  UPCOMING: {
    ticket: "bg-sunken",
    stub: "border-line-strong border-l border-dashed",
    status: "text-ink",
  },
  OPEN: {
    ticket: "bg-drop-wash",
    stub: "border-line-strong border-l border-dashed bg-drop text-on-drop",
    status: "text-drop-text",
  },
  SOLD_OUT: { ticket: "bg-sunken text-ink-muted", stub: "bg-canvas text-canvas", status: "" },
  PAUSED: { ticket: "bg-sunken text-ink-muted", stub: "bg-canvas text-canvas", status: "" },
  CLOSED: { ticket: "bg-sunken text-ink-muted", stub: "bg-canvas text-canvas", status: "" },
} satisfies Record<CampaignPhase, object>;

/** What the shopper has is in ink; what they used, or kept for too long, is like what is over. */
const held = {
  ticket:
    "data-[held=USABLE]:bg-ink data-[held=USABLE]:text-canvas data-[held=USED]:bg-sunken data-[held=USED]:text-ink-muted data-[held=EXPIRED]:bg-sunken data-[held=EXPIRED]:text-ink-muted",
  stub: "group-data-[held=USABLE]:bg-ink group-data-[held=USABLE]:text-canvas group-data-[held=USED]:bg-canvas group-data-[held=USED]:text-canvas group-data-[held=EXPIRED]:bg-canvas group-data-[held=EXPIRED]:text-canvas",
};

/**
 * A campaign as a ticket; the whole ticket links to the campaign's page. It looks different before
 * it opens, while it is open, when it is over, and once the shopper has the coupon.
 */
export function CampaignTicket({ campaign }: { campaign: ListedCampaign }) {
  const t = useTranslations("Drop");
  const locale = useLocale();
  const { phase } = campaign;
  const look = looks[phase];
  const status = {
    UPCOMING: t("opensAt", { when: formatMoment(campaign.opensAt, locale) }),
    OPEN: t("closesAt", { when: formatMoment(campaign.closesAt, locale) }),
    SOLD_OUT: t("soldOutShort"),
    PAUSED: t("paused"),
    CLOSED: t("closed"),
  }[phase];
  return (
    <TicketCard
      campaignId={campaign.id}
      className={`ticket-stub-end relative flex min-h-40 rounded-card [--stub:min(5.5rem,22vw)] ${held.ticket} ${look.ticket}`}
    >
      <div className="grid min-w-0 grow content-between gap-4 p-[min(1.25rem,6vw)] sm:p-6">
        <div>
          <p className={`font-semibold text-sm group-data-held:hidden ${look.status}`}>{status}</p>
          <p className="hidden font-semibold text-sm group-data-[held=USABLE]:block">
            {t("held.USABLE")}
          </p>
          <p className="hidden font-semibold text-sm group-data-[held=USED]:block">
            {t("held.USED")}
          </p>
          <p className="hidden font-semibold text-sm group-data-[held=EXPIRED]:block">
            {t("held.EXPIRED")}
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
          <p className="font-extrabold text-[min(2.25rem,11vw)]/tight tracking-tight">
            <DiscountAmount discount={campaign} />
          </p>
          <p className="mt-1 text-ink-muted text-sm group-data-held:text-inherit">
            <DiscountTerms discount={campaign} />
          </p>
          {phase === "OPEN" || phase === "UPCOMING" ? (
            <p className="text-ink-muted text-sm group-data-held:hidden">
              <Validity hours={campaign.validHours} />
            </p>
          ) : null}
        </div>
        {phase === "OPEN" ? (
          <div className="grid gap-1.5 group-data-[held=EXPIRED]:hidden group-data-[held=USED]:hidden">
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
        className={`grid w-[var(--stub)] shrink-0 place-items-center ${held.stub} ${look.stub}`}
      >
        <ArrowRightIcon className="size-6 transition-transform duration-300 ease-settle group-hover:translate-x-1 group-data-[held=USABLE]:hidden" />
        <CheckIcon className="hidden size-8 group-data-[held=USABLE]:block" />
      </div>
    </TicketCard>
  );
}
