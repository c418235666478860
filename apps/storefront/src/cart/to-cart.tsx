import { type ButtonLook, buttonClass } from "@sunchak/ui/button";
import { Link } from "@sunchak/web/link";
import type { ReactNode } from "react";
import type { CartLine } from "./cart.ts";
import { bringToCart } from "./cart-store.ts";

interface ToCartProps extends ButtonLook {
  /** What the cart has then, at least. */
  lines: CartLine[];
  children: ReactNode;
}

/** A link to the cart that brings products along. */
export function ToCart({ lines, children, ...look }: ToCartProps) {
  return (
    <Link className={buttonClass(look)} href="/cart" onClick={() => bringToCart(lines)}>
      {children}
    </Link>
  );
}
