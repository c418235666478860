import type { Order } from "@sunchak/core/schema";
import { buttonClass } from "@sunchak/ui/button";
import { Link } from "@sunchak/web/link";
import type { Refusal } from "@sunchak/web/refusal";
import { useTranslations } from "next-intl";
import { OrderAgain } from "./order-again.tsx";
import { shortLinesOf } from "./short-lines.ts";

/** Whether this order can hardly be paid any more, but another in its place can. */
export const isBetterOrderedAgain = ({ code }: Refusal): boolean =>
  code === "OUT_OF_STOCK" || code === "COUPON_NOT_USABLE" || code === "ORDER_EXPIRED";

/** How many of each line can still be bought, by what the refusal tells. */
export function leftOf({ lines }: Order, refusal: Refusal): number[] {
  const available = new Map(shortLinesOf(refusal).map((line) => [line.productId, line.available]));
  return lines.map(({ productId, quantity }) => available.get(productId) ?? quantity);
}

interface PayWayOnProps {
  order: Order;
  refusal: Refusal;
}

/** The way on from an order that is better ordered again: a button that says what is then ordered. */
export function PayWayOn({ order, refusal }: PayWayOnProps) {
  const t = useTranslations("OrderAgain");
  const look = { size: "large", wide: true } as const;
  const left = leftOf(order, refusal);
  if (left.every((count) => count <= 0)) {
    return (
      <Link className={buttonClass(look)} href="/products?inStock=true">
        {t("others")}
      </Link>
    );
  }
  const [count] = left;
  return (
    <OrderAgain {...look} orderId={order.orderId}>
      {refusal.code === "COUPON_NOT_USABLE"
        ? t("otherCoupon")
        : refusal.code === "ORDER_EXPIRED"
          ? t("again")
          : left.length === 1 && count
            ? t("cut", { count })
            : t("rest")}
    </OrderAgain>
  );
}
