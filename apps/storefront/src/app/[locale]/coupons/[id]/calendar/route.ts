import { getRuntime } from "@sunchak/api";
import { locales, nameIn, pathIn } from "@sunchak/web/locales";
import { orNotFound } from "@sunchak/web/or-not-found";
import { notFound } from "next/navigation";
import { hasLocale } from "next-intl";
import { getTranslations } from "next-intl/server";
import { calendarOf } from "@/coupon/calendar.ts";
import { caller } from "@/trpc/server.tsx";

/** The opening of a campaign as a calendar file, which a phone offers to add. */
export async function GET(
  _request: Request,
  { params }: RouteContext<"/[locale]/coupons/[id]/calendar">,
): Promise<Response> {
  const { id, locale } = await params;
  if (!hasLocale(locales, locale)) notFound();
  const t = await getTranslations({ locale, namespace: "Alarm" });
  const campaign = await orNotFound(caller.coupon.get({ id }));
  const { origin } = getRuntime();
  const file = calendarOf({
    uid: `${campaign.id}@${new URL(origin).hostname}`,
    title: t("entry", { name: nameIn(campaign, locale) }),
    description: t("entryBody"),
    url: origin + pathIn(locale, `/coupons/${campaign.id}`),
    opensAt: campaign.opensAt,
    closesAt: campaign.closesAt,
    madeAt: campaign.now,
  });
  return new Response(file, {
    headers: {
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": 'attachment; filename="sunchak.ics"',
      "Cache-Control": "no-store",
    },
  });
}
