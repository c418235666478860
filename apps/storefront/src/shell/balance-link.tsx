"use client";

import { Link } from "@sunchak/web/link";
import { Price } from "@sunchak/web/price";
import { useWaking } from "@sunchak/web/use-waking";
import { useLocale, useTranslations } from "next-intl";
import { useEffect } from "react";
import { readBalance, useBalance } from "@/balance/use-balance.ts";
import { useShopper } from "@/session/use-shopper.ts";

/** The shopper's balance, as a link to its page; nothing while it is not known. */
export function BalanceLink() {
  const t = useTranslations("Shell");
  const locale = useLocale();
  const isShopper = useShopper().state === "shopper";
  const balance = useBalance();

  useEffect(() => {
    if (isShopper) void readBalance();
  }, [isShopper]);
  useWaking(() => {
    if (isShopper) void readBalance();
  });

  if (balance === null) return null;
  return (
    <Link
      className="flex min-h-11 shrink-0 items-center gap-1.5 rounded-control px-1 hover:bg-sunken @max-3xs:hidden @3xl:px-2.5"
      href="/balance"
      prefetch={false}
    >
      <span className="text-ink-muted text-sm @max-3xl:sr-only">{t("balance")}</span>
      <Price amount={balance} className="font-semibold @max-3xl:text-[0.9375rem]" locale={locale} />
    </Link>
  );
}
