"use client";

import { useLayoutEffect } from "react";
import { tellShopper } from "./use-shopper.ts";

type Told = Parameters<typeof tellShopper>[0];

/** Tells a personal page whose it is, so that it needs no read of its own before money moves. */
export function ShopperOfPage({ shopper }: { shopper: Told }) {
  useLayoutEffect(() => tellShopper(shopper), [shopper]);
  return null;
}
