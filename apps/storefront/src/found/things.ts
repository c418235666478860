import type { ListedCampaign, ProductDetail } from "@sunchak/core/schema";
import { descriptionIn, type Locale, nameIn, pathIn } from "@sunchak/web/locales";
import type { Thing } from "./json-ld.tsx";
import { addressOf } from "./origin.ts";

/** Where a page is in the shop, from the home page on. */
export const breadcrumbs = (locale: Locale, steps: { name: string; path: string }[]): Thing => ({
  "@type": "BreadcrumbList",
  itemListElement: steps.map(({ name, path }, index) => ({
    "@type": "ListItem",
    position: index + 1,
    name,
    item: addressOf(pathIn(locale, path)),
  })),
});

/** A product with its price and whether it can be bought. */
export function productThing(product: ProductDetail, category: string, locale: Locale): Thing {
  const url = addressOf(pathIn(locale, `/products/${product.id}`));
  return {
    "@type": "Product",
    name: nameIn(product, locale),
    description: descriptionIn(product, locale) || undefined,
    image: product.images.map(addressOf),
    sku: product.id,
    category,
    url,
    offers: {
      "@type": "Offer",
      url,
      price: product.price,
      priceCurrency: "KRW",
      availability: `https://schema.org/${product.stock > 0 ? "InStock" : "OutOfStock"}`,
      itemCondition: "https://schema.org/NewCondition",
    },
  };
}

/** A campaign as an event on the web, with its window. */
export function campaignThing(
  campaign: ListedCampaign,
  description: string,
  picture: string,
  locale: Locale,
): Thing {
  const url = addressOf(pathIn(locale, `/coupons/${campaign.id}`));
  return {
    "@type": "SaleEvent",
    name: nameIn(campaign, locale),
    description,
    startDate: campaign.opensAt,
    endDate: campaign.closesAt,
    eventAttendanceMode: "https://schema.org/OnlineEventAttendanceMode",
    location: { "@type": "VirtualLocation", url },
    image: [addressOf(picture)],
    url,
  };
}
