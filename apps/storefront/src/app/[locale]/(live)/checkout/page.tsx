import { TRPCError } from "@trpc/server";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { maxQuantity } from "@/cart/limits.ts";
import { ClientMessages } from "@/i18n/client-messages.tsx";
import { Checkout } from "@/order/checkout.tsx";
import { requireShopper } from "@/session/require-shopper.ts";
import { getQueryClient, HydrateClient, trpc } from "@/trpc/prefetch.tsx";
import { caller } from "@/trpc/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Checkout");
  return { title: t("title"), robots: { index: false } };
}

/** An order of the shopper's own; null for any other id. */
const findOrder = (id: string) =>
  caller.order.get({ id }).catch((error: unknown) => {
    if (error instanceof TRPCError && error.code === "NOT_FOUND") return null;
    throw error;
  });

/** Reads products at once, under the keys by which the browser reads each again. */
async function prefetchProducts(ids: string[]) {
  const { items } = await caller.product.some({ ids });
  for (const id of ids) {
    getQueryClient().setQueryData(trpc.product.some.queryKey({ ids: [id] }), {
      items: items.filter((product) => product.id === id),
    });
  }
}

/**
 * `?product=…&quantity=…` buys one product at once, and `?again=…` what an order of the shopper's
 * had; without them the shopper buys the cart. `?coupon=…` is the issued coupon that is chosen at
 * first, `none` for no coupon; left out, it is the best one.
 */
export default async function CheckoutPage({ searchParams }: PageProps<"/[locale]/checkout">) {
  const { product, quantity, again, coupon } = await searchParams;
  const count = Number(quantity ?? 1);
  const straight =
    typeof product === "string" && Number.isInteger(count) && count >= 1 && count <= maxQuantity
      ? { productId: product, quantity: count }
      : null;
  const earlier = !straight && typeof again === "string" ? again : null;
  const chosen = typeof coupon === "string" ? coupon : null;
  const query = new URLSearchParams({
    ...(straight && { product: straight.productId, quantity: String(straight.quantity) }),
    ...(earlier && { again: earlier }),
    ...(chosen && { coupon: chosen }),
  });
  await requireShopper(query.size > 0 ? `/checkout?${query}` : "/checkout");

  const client = getQueryClient();
  const order = earlier ? await findOrder(earlier) : null;
  const asked = order
    ? order.lines.map(({ productId, quantity, unitPrice: price }) => ({
        productId,
        quantity,
        price,
      }))
    : straight && [straight];
  const [t] = await Promise.all([
    getTranslations("Checkout"),
    client.prefetchQuery(trpc.coupon.mine.queryOptions()),
    client.prefetchQuery(trpc.coupon.list.queryOptions()),
    client.prefetchQuery(trpc.balance.get.queryOptions()),
    // What cannot be read now, the browser reads.
    asked && prefetchProducts(asked.map(({ productId }) => productId)).catch(() => null),
  ]);
  return (
    <div className="shell grid gap-8 pt-8 sm:pt-12">
      <h1 className="font-bold text-title">{t("title")}</h1>
      <ClientMessages groups={["Checkout", "Cart", "StockLeft", "Codes", "Offer"]}>
        <HydrateClient>
          <Checkout
            again={order && { orderId: order.orderId, isPending: order.status === "PENDING" }}
            asked={asked}
            coupon={chosen ?? order?.issuedCouponId ?? null}
          />
        </HydrateClient>
      </ClientMessages>
    </div>
  );
}
