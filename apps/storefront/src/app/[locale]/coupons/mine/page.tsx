import { seoulDayStart, type UserCoupon } from "@sunchak/core/schema";
import { Badge } from "@sunchak/ui/badge";
import { buttonClass } from "@sunchak/ui/button";
import { EmptyState } from "@sunchak/ui/message";
import { formatMoment } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import { nameIn } from "@sunchak/web/locales";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { DiscountAmount, DiscountTerms } from "@/coupon/discount-words.tsx";
import { requireShopper } from "@/session/require-shopper.ts";
import { caller } from "@/trpc/server.tsx";

const DAY_MS = 24 * 3_600_000;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("MyCoupons");
  return { title: t("title") };
}

export default async function MyCouponsPage() {
  await requireShopper("/coupons/mine");
  const [locale, t, { items }] = await Promise.all([
    getLocale(),
    getTranslations("MyCoupons"),
    caller.coupon.mine(),
  ]);
  const usable = items
    .filter((coupon) => coupon.status === "USABLE")
    .sort((one, other) => Date.parse(one.expiresAt) - Date.parse(other.expiresAt));
  const past = items.filter((coupon) => coupon.status !== "USABLE");

  const now = new Date();
  /** How many midnights in Seoul a coupon outlasts. */
  const daysLeft = ({ expiresAt }: UserCoupon) => {
    const last = new Date(Date.parse(expiresAt) - 1);
    return (seoulDayStart(last).getTime() - seoulDayStart(now).getTime()) / DAY_MS;
  };

  const ticket = (coupon: UserCoupon) => {
    const { status } = coupon;
    const good = status === "USABLE";
    return (
      <li
        className={`ticket-stub-end grid grid-cols-[minmax(0,1fr)_var(--stub)] rounded-card [--stub:min(8rem,34vw)] ${
          good ? "bg-ink text-canvas" : "bg-sunken text-ink-muted"
        }`}
        key={coupon.issuedCouponId}
      >
        <div className="grid gap-1 p-5">
          <p className="font-extrabold text-3xl tracking-tight">
            <DiscountAmount discount={coupon} />
          </p>
          <h3 className="font-semibold">{nameIn(coupon, locale)}</h3>
          <p className="text-sm">
            <DiscountTerms discount={coupon} />
          </p>
          <Link
            className="flex min-h-11 w-fit items-center text-sm underline underline-offset-4"
            href={`/coupons/${coupon.couponId}/log`}
          >
            {t("nth", { number: coupon.number })}
          </Link>
        </div>
        <div className="grid content-center justify-items-center gap-2 border-current/30 border-l border-dashed p-3 text-center">
          {status === "USABLE" ? (
            <>
              <p className="font-bold">{t("left", { days: daysLeft(coupon) })}</p>
              <p className="text-sm">
                {t("until", { when: formatMoment(coupon.expiresAt, locale) })}
              </p>
            </>
          ) : (
            <>
              <Badge>{t(`status.${status}`)}</Badge>
              {coupon.orderId ? (
                <Link
                  className="flex min-h-11 items-center text-sm underline underline-offset-4"
                  href={`/orders/${coupon.orderId}`}
                >
                  {t("toOrder")}
                </Link>
              ) : null}
            </>
          )}
        </div>
      </li>
    );
  };

  return (
    <div className="shell pt-8 sm:pt-12">
      <div className="grid max-w-4xl gap-10">
        <h1 className="font-bold text-title">{t("title")}</h1>
        {usable.length > 0 ? (
          <section aria-labelledby="usable" className="grid gap-4">
            <h2 className="font-bold text-xl" id="usable">
              {t("usable", { count: usable.length })}
            </h2>
            <ul className="grid gap-4 md:grid-cols-2">{usable.map(ticket)}</ul>
          </section>
        ) : (
          <EmptyState
            action={
              <Link className={buttonClass()} href="/coupons">
                {t("toDrops")}
              </Link>
            }
            as="h2"
            title={t("none")}
          >
            {t("noneBody")}
          </EmptyState>
        )}
        {past.length > 0 ? (
          <section aria-labelledby="past" className="grid gap-4">
            <h2 className="font-bold text-xl" id="past">
              {t("past")}
            </h2>
            <ul className="grid gap-4 md:grid-cols-2">{past.map(ticket)}</ul>
          </section>
        ) : null}
      </div>
    </div>
  );
}
