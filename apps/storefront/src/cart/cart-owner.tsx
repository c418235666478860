"use client";

import { keepNote, readNote } from "@sunchak/web/browser-storage";
import { useEffect } from "react";
import { takeCartOver } from "./cart-store.ts";

const NAME = "sunchak.shopper";

/**
 * Makes a document show its shopper's cart, and reloads it when somebody else signs in or out in
 * another tab, so that nobody orders with another's cart.
 * @param shopper the id; empty for a visitor.
 */
export function CartOwner({ shopper }: { shopper: string }) {
  useEffect(() => {
    takeCartOver();
    keepNote("browser", NAME, shopper);
    const leave = () => {
      if ((readNote("browser", NAME) ?? shopper) !== shopper) window.location.reload();
    };
    window.addEventListener("storage", leave);
    window.addEventListener("pageshow", leave);
    return () => {
      window.removeEventListener("storage", leave);
      window.removeEventListener("pageshow", leave);
    };
  }, [shopper]);
  return null;
}
