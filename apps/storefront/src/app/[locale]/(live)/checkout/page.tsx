import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { maxQuantity } from "@/cart/limits.ts";
import { ClientMessages } from "@/i18n/client-messages.tsx";
import { Checkout } from "@/order/checkout.tsx";
import { requireShopper } from "@/session/require-shopper.ts";
import { getQueryClient, HydrateClient, trpc } from "@/trpc/prefetch.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Checkout");
  return { title: t("title"), robots: { index: false } };
}

/**
 * `?product=…&quantity=…` buys one product at once; without them the shopper buys the cart.
 * `?coupon=…` is the issued coupon that is chosen at first.
 */
export default async function CheckoutPage({ searchParams }: PageProps<"/[locale]/checkout">) {
  const { product, quantity, coupon } = await searchParams;
  const count = Number(quantity ?? 1);
  const straight =
    typeof product === "string" && Number.isInteger(count) && count >= 1 && count <= maxQuantity
      ? { productId: product, quantity: count }
      : null;
  const chosen = typeof coupon === "string" ? coupon : null;
  const query = new URLSearchParams({
    ...(straight && { product: straight.productId, quantity: String(straight.quantity) }),
    ...(chosen && { coupon: chosen }),
  });
  await requireShopper(query.size > 0 ? `/checkout?${query}` : "/checkout");

  const client = getQueryClient();
  const [t] = await Promise.all([
    getTranslations("Checkout"),
    client.prefetchQuery(trpc.coupon.mine.queryOptions()),
    client.prefetchQuery(trpc.balance.get.queryOptions()),
    straight && client.prefetchQuery(trpc.product.get.queryOptions({ id: straight.productId })),
  ]);
  return (
    <div className="shell grid gap-8 pt-8 sm:pt-12">
      <h1 className="font-bold text-title">{t("title")}</h1>
      <ClientMessages groups={["Checkout", "Cart", "Codes", "Terms"]}>
        <HydrateClient>
          <Checkout coupon={chosen} straight={straight} />
        </HydrateClient>
      </ClientMessages>
    </div>
  );
}
