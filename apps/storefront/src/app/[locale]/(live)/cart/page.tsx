import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CartView } from "@/cart/cart-view.tsx";
import { ClientMessages } from "@/i18n/client-messages.tsx";
import { caller } from "@/trpc/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Cart");
  return { title: t("title"), robots: { index: false } };
}

export default async function CartPage() {
  const [t, { items }] = await Promise.all([getTranslations("Cart"), caller.coupon.list()]);
  return (
    <div className="shell grid gap-8 pt-8 sm:pt-12">
      <h1 className="font-bold text-title">{t("title")}</h1>
      <ClientMessages groups={["Cart", "Codes", "Offer", "Stock"]}>
        <CartView campaigns={items} />
      </ClientMessages>
    </div>
  );
}
