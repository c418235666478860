"use client";

import { useEffect } from "react";
import { useShopper } from "@/session/use-shopper.ts";
import { takeCartOver } from "./cart-store.ts";

/** Shows a shopper's cart as soon as the document knows whose it is. */
export function CartOwner() {
  const { state } = useShopper();
  useEffect(() => {
    if (state !== "asking") takeCartOver();
  }, [state]);
  return null;
}
