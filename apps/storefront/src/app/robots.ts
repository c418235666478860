import { locales, pathIn } from "@sunchak/web/locales";
import type { MetadataRoute } from "next";
import { connection } from "next/server";
import { addressOf } from "@/found/origin.ts";

/** Pages of one person, which nobody can find. */
const personal = [
  "/account",
  "/balance",
  "/cart",
  "/checkout",
  "/coupons/mine",
  "/orders",
  "/wishes",
];

export default async function robots(): Promise<MetadataRoute.Robots> {
  // The shop's origin is not known while building.
  await connection();
  const pages = locales.flatMap((locale) => personal.map((path) => pathIn(locale, path)));
  return {
    rules: { userAgent: "*", disallow: ["/api/", ...pages] },
    sitemap: addressOf("/sitemap.xml"),
  };
}
