import type { ListedCampaign } from "@sunchak/core/schema";
import { nameIn } from "@sunchak/web/locales";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { JsonLd } from "./json-ld.tsx";
import { pageMetadata } from "./page-metadata.ts";
import { dropCard } from "./picture/cards.ts";
import { pictureOf } from "./picture/picture-path.ts";
import { breadcrumbs, campaignThing } from "./things.ts";

async function readFound(campaign: ListedCampaign) {
  const locale = await getLocale();
  const card = await dropCard(campaign, locale);
  return {
    locale,
    description: `${card.title} · ${card.line}`,
    picture: pictureOf("coupons", campaign.id, locale, card),
  };
}

/** What search engines and chats read of a drop's page. */
export async function dropMetadata(campaign: ListedCampaign): Promise<Metadata> {
  const { locale, description, picture } = await readFound(campaign);
  return pageMetadata({
    path: `/coupons/${campaign.id}`,
    title: nameIn(campaign, locale),
    description,
    picture,
  });
}

/** The drop's window and where it is in the shop, for search engines. */
export async function DropData({ campaign }: { campaign: ListedCampaign }) {
  const [{ locale, description, picture }, site, t] = await Promise.all([
    readFound(campaign),
    getTranslations("Site"),
    getTranslations("Drops"),
  ]);
  const steps = [
    { name: site("name"), path: "/" },
    { name: t("title"), path: "/coupons" },
    { name: nameIn(campaign, locale), path: `/coupons/${campaign.id}` },
  ];
  const event = campaignThing(campaign, description, picture, locale);
  return <JsonLd things={[event, breadcrumbs(locale, steps)]} />;
}
