import { ProductImage } from "@sunchak/ui/product-image";
import { categoriesIn, categoryName } from "@sunchak/web/categories";
import { Link } from "@sunchak/web/link";
import { descriptionIn, nameIn } from "@sunchak/web/locales";
import { orNotFound } from "@sunchak/web/or-not-found";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";
import { ProductData, productMetadata } from "@/found/product-data.tsx";
import { ClientMessages } from "@/i18n/client-messages.tsx";
import { BuyNow, PriceNow, ProductLive, StockNow } from "@/product/live-product.tsx";
import { caller } from "@/trpc/server.tsx";

const readProduct = cache((id: string) => orNotFound(caller.product.get({ id })));

export async function generateMetadata({
  params,
}: PageProps<"/[locale]/products/[id]">): Promise<Metadata> {
  const { id } = await params;
  return productMetadata(await readProduct(id));
}

export default async function ProductPage({ params }: PageProps<"/[locale]/products/[id]">) {
  const { id } = await params;
  const [locale, product, t, { items }] = await Promise.all([
    getLocale(),
    readProduct(id),
    getTranslations("Product"),
    caller.product.categories(),
  ]);
  const name = nameIn(product, locale);
  const images = product.images.length > 0 ? product.images : [null];
  return (
    <div className="shell grid gap-8 pt-6 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)] lg:gap-16 lg:pt-10">
      <ProductData product={product} />
      <section aria-label={t("pictures")}>
        <ul
          className="-mx-[clamp(1.25rem,4vw,3rem)] flex snap-x snap-mandatory scroll-px-[clamp(1.25rem,4vw,3rem)] gap-3 overflow-x-auto px-[clamp(1.25rem,4vw,3rem)] [scrollbar-width:none] lg:mx-0 lg:grid lg:overflow-visible lg:px-0"
          // The gallery scrolls sideways; with focus, the arrow keys scroll it too.
          tabIndex={images.length > 1 ? 0 : undefined}
        >
          {images.map((image, index) => (
            <li
              className={`shrink-0 snap-start lg:w-auto ${images.length > 1 ? "w-[88%]" : "w-full"}`}
              key={image ?? "none"}
            >
              <ProductImage
                alt={t("picture", { name, number: index + 1 })}
                className="rounded-panel"
                eager={index === 0}
                src={image}
              />
            </li>
          ))}
        </ul>
      </section>
      <ClientMessages groups={["Buy", "Stock"]}>
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
              <h1 className="font-bold text-title">{name}</h1>
              <PriceNow className="pt-1 font-bold text-3xl" />
            </div>
            <StockNow />
            <p className="max-w-prose whitespace-pre-line text-[1.0625rem] leading-relaxed">
              {descriptionIn(product, locale)}
            </p>
            <BuyNow />
            <p className="border-line border-t pt-4 text-ink-muted text-sm">{t("rule")}</p>
          </div>
        </ProductLive>
      </ClientMessages>
    </div>
  );
}
