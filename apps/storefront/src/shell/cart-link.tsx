"use client";

import { CartIcon } from "@sunchak/ui/icons";
import { Link } from "@sunchak/web/link";
import { useTranslations } from "next-intl";
import { useCart } from "@/cart/cart-store.ts";

/** The link to the cart, with the number of products in it. */
export function CartLink() {
  const t = useTranslations("Shell");
  const count = useCart().lines.length;
  return (
    <Link
      className="relative grid size-11 shrink-0 place-items-center rounded-control hover:bg-sunken"
      href="/cart"
      prefetch={false}
    >
      <CartIcon className="size-6" />
      <span className="sr-only">{t("cart", { count })}</span>
      {count > 0 ? (
        <span
          aria-hidden="true"
          className="absolute top-1 right-0.5 grid h-[1.125rem] min-w-[1.125rem] place-items-center rounded-full bg-ink px-1 font-bold text-[0.6875rem] text-canvas tabular-nums"
        >
          {count}
        </span>
      ) : null}
    </Link>
  );
}
