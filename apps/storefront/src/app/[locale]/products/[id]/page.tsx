import { categoriesIn, categoryName } from "@sunchak/web/categories";
import { Link } from "@sunchak/web/link";
import { descriptionIn, nameIn, specsIn } from "@sunchak/web/locales";
import { orNotFound } from "@sunchak/web/or-not-found";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";
import { RestockAlarm } from "@/alarm/restock-alarm.tsx";
import { ProductData, productMetadata } from "@/found/product-data.tsx";
import { ClientMessages } from "@/i18n/client-messages.tsx";
import { BesideProduct } from "@/product/beside-product.tsx";
import { Gallery } from "@/product/gallery.tsx";
import { BuyNow, PriceNow, ProductLive, StockNow } from "@/product/live-product.tsx";
import { RecentlySeen } from "@/product/recently-seen.tsx";
import { SpecTable } from "@/product/spec-table.tsx";
import { caller } from "@/trpc/server.tsx";
import { WishButton } from "@/wish/wish-button.tsx";
import { WishNotice } from "@/wish/wish-notice.tsx";

const readProduct = cache((id: string) => orNotFound(caller.product.get({ id })));

export async function generateMetadata({
  params,
}: PageProps<"/[locale]/products/[id]">): Promise<Metadata> {
  const { id } = await params;
  return productMetadata(await readProduct(id));
}

export default async function ProductPage({ params }: PageProps<"/[locale]/products/[id]">) {
  const { id } = await params;
  const [locale, product, t, { items }, coupons] = await Promise.all([
    getLocale(),
    readProduct(id),
    getTranslations("Product"),
    caller.product.categories(),
    caller.coupon.list(),
  ]);
  const name = nameIn(product, locale);
  const images = product.images.length > 0 ? product.images : [null];
  return (
    <div className="shell grid gap-8 pt-6 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)] lg:gap-16 lg:pt-10">
      <ProductData product={product} />
      <ClientMessages groups={["Gallery"]}>
        <Gallery images={images} name={name} />
      </ClientMessages>
      <ClientMessages groups={["Buy", "Offer", "Stock"]}>
        <ProductLive made={{ productId: id, price: product.price, stock: product.stock }}>
          <div className="grid content-start gap-6 lg:sticky lg:top-28 lg:self-start">
            <div className="grid gap-2">
              <Link
                className="inline-flex min-h-11 items-center justify-self-start text-ink-muted hover:text-ink hover:underline"
                href={`/products?category=${encodeURIComponent(product.category)}`}
                prefetch={false}
              >
                {categoryName(categoriesIn(items, locale), product.category)}
              </Link>
              <div className="flex items-start justify-between gap-4">
                <h1 className="font-bold text-title">{name}</h1>
                <WishButton name={name} productId={id} />
              </div>
              <PriceNow className="pt-1 font-bold text-3xl" />
            </div>
            <StockNow />
            <p className="max-w-prose whitespace-pre-line text-[1.0625rem] leading-relaxed">
              {descriptionIn(product, locale)}
            </p>
            <BuyNow
              campaigns={coupons.items.filter(({ phase }) => phase === "OPEN")}
              soldOut={<RestockAlarm productId={id} />}
            />
            <p className="border-line border-t pt-4 text-ink-muted text-sm">{t("rule")}</p>
            <SpecTable specs={specsIn(product, locale)} title={t("specs")} />
          </div>
        </ProductLive>
      </ClientMessages>
      <ClientMessages groups={["Seen", "Stock"]}>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-14 pt-8 lg:col-span-2">
          <BesideProduct productId={id} />
          <RecentlySeen here={id} />
        </div>
        <WishNotice />
      </ClientMessages>
    </div>
  );
}
