import { createHash } from "node:crypto";
import type { Tables } from "@sunchak/db";
import { campaignPhaseAt } from "../campaign/campaign-phase.ts";
import { inSeoul } from "../seoul.ts";
import type { ContentLanguage } from "../values.ts";
import { isProductBack } from "./due-alarms.ts";
import type { PushMessage } from "./push-service.ts";

type Campaign = Tables["couponCampaigns"];
type Product = Tables["products"];

/** What a device shows. */
interface Shown {
  title: string;
  body: string;
}

const words: Record<
  ContentLanguage,
  {
    /** @param time in Seoul, `20:00`. */
    opensSoon(name: string, time: string): Shown;
    isOpen(name: string): Shown;
    isBack(name: string, stock: number): Shown;
  }
> = {
  ko: {
    opensSoon: (name, time) => ({
      title: `${time}에 열려요: ${name}`,
      body: "먼저 누른 순서대로 한 장씩 드려요. 미리 로그인해 두세요.",
    }),
    isOpen: (name) => ({
      title: `지금 열려 있어요: ${name}`,
      body: "먼저 누른 순서대로 한 장씩 드려요.",
    }),
    isBack: (name, stock) => ({
      title: `다시 들어왔어요: ${name}`,
      body: `지금 ${stock}개 있어요.`,
    }),
  },
  en: {
    opensSoon: (name, time) => ({
      title: `Opens at ${time} (Seoul): ${name}`,
      body: "First come, first served: one each. Sign in before it opens.",
    }),
    isOpen: (name) => ({ title: `Open now: ${name}`, body: "First come, first served: one each." }),
    isBack: (name, stock) => ({ title: `Back in stock: ${name}`, body: `${stock} in stock now.` }),
  },
};

const nameIn = (
  { name, nameEn }: { name: string; nameEn: string },
  language: ContentLanguage,
): string => ({ ko: name, en: nameEn })[language];

/** After the opening, a device that was off has this long to hear of it, in seconds. */
const AFTER_OPENING_S = 600;
const RESTOCK_TTL_S = 86_400;

/** The message that a campaign opens; null when nobody can get its coupons now. */
export function dropMessage(
  campaign: Campaign,
  language: ContentLanguage,
  now: Date,
): PushMessage | null {
  const phase = campaignPhaseAt(campaign, now);
  if (phase !== "UPCOMING" && phase !== "OPEN") return null;
  const name = nameIn(campaign, language);
  const shown =
    phase === "OPEN"
      ? words[language].isOpen(name)
      : words[language].opensSoon(name, inSeoul(campaign.opensAt).slice(11, 16));
  const toOpening = Math.max(0, campaign.opensAt.getTime() - now.getTime());
  const ttl = Math.ceil(toOpening / 1_000) + AFTER_OPENING_S;
  return messageOf(shown, `/coupons/${campaign.id}`, language, { ttl, isUrgent: true });
}

/** The message that a product is back; null when it is gone again. */
export function restockMessage(product: Product, language: ContentLanguage): PushMessage | null {
  if (!isProductBack(product)) return null;
  const shown = words[language].isBack(nameIn(product, language), product.stock);
  const sending = { ttl: RESTOCK_TTL_S, isUrgent: false };
  return messageOf(shown, `/products/${product.id}`, language, sending);
}

function messageOf(
  shown: Shown,
  path: string,
  language: ContentLanguage,
  sending: Pick<PushMessage, "ttl" | "isUrgent">,
): PushMessage {
  // A repeat has the same, so that it takes the place of the first.
  const topic = createHash("sha256").update(path).digest("base64url").slice(0, 32);
  return {
    payload: JSON.stringify({ ...shown, path, language, tag: topic }),
    topic,
    ...sending,
  };
}
