"use client";

import type { ListedCampaign, UserCoupon } from "@sunchak/core/schema";
import { Button, buttonClass } from "@sunchak/ui/button";
import { Link } from "@sunchak/web/link";
import { nameIn } from "@sunchak/web/locales";
import { formatWon } from "@sunchak/web/price";
import { signInPath } from "@sunchak/web/return-path";
import { useHere } from "@sunchak/web/use-here";
import { useKeptFocus } from "@sunchak/web/use-kept-focus";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { discountOf } from "@/coupon/discount.ts";
import { formatDiscount, Validity } from "@/coupon/discount-words.tsx";
import type { Asking } from "@/coupon/use-drop.ts";
import { useShopper } from "@/session/use-shopper.ts";
import { type Coupons, findOffer, type Offer } from "./find-offer.ts";
import type { GetCoupon } from "./get-coupon.tsx";

/** Loaded at the first press. */
const loadGetCoupon = () => import("./get-coupon.tsx");

interface CouponOfferProps {
  coupons: Coupons;
  /** Won, before any discount. */
  subtotal: number;
  /** Reads the coupons again after a press; answers the shopper's own. */
  readAgain(): Promise<readonly UserCoupon[]>;
  /** At the checkout: the order that follows once the coupon is there. Only such coupons are offered. */
  order?: {
    place(coupon: UserCoupon): void;
    /** Told at the press and at its end. */
    onAsking(isAsking: boolean): void;
    disabled: boolean;
  };
  /** Shown when no coupon can do anything. */
  none?: ReactNode;
}

interface Press {
  nth: number;
  campaign: ListedCampaign;
  /** What the pressed button showed. It stays until the press is over. */
  offer: Offer;
  subtotal: number;
  /** As it was at the press: an order has the total that its button said. */
  place: ((coupon: UserCoupon) => void) | undefined;
}

/** What a coupon does for these products: one to get by one press, or the shopper's own. */
export function CouponOffer({
  coupons,
  subtotal,
  readAgain,
  order,
  none = null,
}: CouponOfferProps) {
  const t = useTranslations("Offer");
  const [press, setPress] = useState<Press | null>(null);
  const [isAsking, setAsking] = useState(false);
  /** Whether the coupon is there, and yet nothing could be ordered with it. */
  const [isUnplaced, setUnplaced] = useState(false);
  const [Getting, setGetting] = useState<typeof GetCoupon | "unloaded" | null>(null);
  const keptFocus = useKeptFocus<HTMLElement>();

  const found = findOffer(coupons, subtotal);
  const now = found && (!order || found.kind === "get") ? { offer: found, subtotal } : null;
  const shown = isAsking && press ? press : now;

  function ask(campaign: ListedCampaign) {
    if (isAsking || !shown) return;
    setPress({ ...shown, nth: (press?.nth ?? 0) + 1, campaign, place: order?.place });
    setAsking(true);
    setUnplaced(false);
    order?.onAsking(true);
    loadGetCoupon().then(
      (loaded) => setGetting(() => loaded.GetCoupon),
      () => {
        setGetting("unloaded");
        stop();
      },
    );
  }

  function stop() {
    setAsking(false);
    order?.onAsking(false);
  }

  async function end({ state }: Asking) {
    const mine = await readAgain().catch(() => []);
    stop();
    if (!press || (state !== "issued" && state !== "already")) return;
    const got = mine.find(({ couponId }) => couponId === press.campaign.id);
    if (!press.place) return;
    if (got && discountOf(got, press.subtotal) > 0) press.place(got);
    else setUnplaced(true);
  }

  if (!shown && !press) return none;
  return (
    <section aria-label={t("title")} {...keptFocus} className="grid gap-3">
      {shown ? <Ticket {...shown} ask={ask} isAsking={isAsking} order={order} /> : none}
      <div role="status">
        {Getting === "unloaded" ? (
          t("unloaded")
        ) : Getting && press ? (
          <Getting
            campaign={press.campaign}
            isToOrder={press.place !== undefined}
            key={press.nth}
            onEnd={(asking) => void end(asking)}
          />
        ) : null}
        {isUnplaced ? t("notOrdered") : null}
      </div>
    </section>
  );
}

interface TicketProps extends Pick<CouponOfferProps, "subtotal" | "order"> {
  offer: Offer;
  isAsking: boolean;
  ask(campaign: ListedCampaign): void;
}

function Ticket({ offer, subtotal, order, isAsking, ask }: TicketProps) {
  const t = useTranslations("Offer");
  const locale = useLocale();
  const here = useHere();
  const shopper = useShopper();
  const { coupon } = offer;
  const campaign = "couponId" in coupon ? null : coupon;
  const name = nameIn(coupon, locale);
  const won = (amount: number) => formatWon(amount, locale);
  const off = discountOf(coupon, subtotal);
  const total = won(subtotal - off);

  const words = (
    <div className="grid content-center gap-0.5 p-4 sm:p-5">
      <p className="font-semibold text-drop-text text-sm">{t(campaign ? "toGet" : "own")}</p>
      <p className="font-bold leading-snug">{name}</p>
      <p className="text-ink-muted text-sm tabular-nums">
        {offer.kind === "short"
          ? t("short", { missing: won(offer.missing) })
          : t("worth", { off: won(off), total })}
      </p>
      {campaign ? (
        <p className="text-ink-muted text-sm">
          <Validity hours={campaign.validHours} />
        </p>
      ) : null}
    </div>
  );
  if (order && campaign) {
    return (
      <div className="ticket-stub-below grid rounded-card bg-drop-wash [--stub:5.5rem]">
        {words}
        <div className="grid min-h-(--stub) items-center border-line-strong border-t border-dashed px-4 sm:px-5">
          <Button
            aria-disabled={order.disabled ? "true" : undefined}
            busy={isAsking}
            onClick={() => order.disabled || ask(campaign)}
            size="large"
            wide
          >
            {isAsking
              ? t("asking")
              : t("takeAndOrder", { off: formatDiscount(campaign, locale), total })}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className="ticket-stub-end grid min-h-28 grid-cols-[minmax(0,1fr)_var(--stub)] rounded-card bg-drop-wash [--stub:6.5rem]">
      {words}
      <div className="grid place-items-center border-line-strong border-l border-dashed p-2 text-center">
        {!campaign ? (
          <span className="font-bold tabular-nums">
            {off > 0 ? won(-off) : formatDiscount(coupon, locale)}
          </span>
        ) : shopper.state === "shopper" ? (
          <Button
            aria-label={t("takeNamed", { name })}
            busy={isAsking}
            onClick={() => ask(campaign)}
          >
            {t("take")}
          </Button>
        ) : (
          // Until the page knows who is here, and without scripts, the campaign's own page gives it.
          <Link
            aria-label={t("takeNamed", { name })}
            className={buttonClass()}
            href={shopper.state === "visitor" ? signInPath(here) : `/coupons/${campaign.id}`}
            prefetch={false}
          >
            {t("take")}
          </Link>
        )}
      </div>
    </div>
  );
}
