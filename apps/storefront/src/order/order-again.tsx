import { type ButtonLook, buttonClass } from "@sunchak/ui/button";
import { Link } from "@sunchak/web/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

interface OrderAgainProps extends ButtonLook {
  orderId: string;
  /** What it says; "order again" when left out. */
  children?: ReactNode;
}

/** A link to the checkout of what an order had, at the prices and the stock of now. */
export function OrderAgain({ orderId, children, ...look }: OrderAgainProps) {
  const t = useTranslations("OrderAgain");
  return (
    <Link className={buttonClass(look)} href={`/checkout?again=${encodeURIComponent(orderId)}`}>
      {children ?? t("again")}
    </Link>
  );
}
