"use client";

import { buttonClass } from "@sunchak/ui/button";
import { PersonIcon } from "@sunchak/ui/icons";
import { Link } from "@sunchak/web/link";
import { pathIn } from "@sunchak/web/locales";
import { Menu } from "@sunchak/web/menu";
import { SignOutButton } from "@sunchak/web/sign-out-button";
import { useWaking } from "@sunchak/web/use-waking";
import { useLocale, useTranslations } from "next-intl";
import { readShopper, useShopper } from "@/session/use-shopper.ts";
import { SignInLink } from "./sign-in-link.tsx";

const accountPages = [
  ["orders", "/orders"],
  ["coupons", "/coupons/mine"],
  ["wishes", "/wishes"],
  ["balance", "/balance"],
  ["account", "/account"],
] as const;

/**
 * The shopper's menu, or the way to sign in; an empty place until the document knows which. Whenever
 * the page wakes, it finds out who is signed in now.
 */
export function Account() {
  const shopper = useShopper();
  const t = useTranslations("Shell");
  const locale = useLocale();
  useWaking(readShopper);
  if (shopper.state === "asking") return <span className="size-11" />;
  if (shopper.state === "visitor") {
    return <SignInLink className={buttonClass({ look: "outline" })} />;
  }
  const { name, email } = shopper;
  const item = "flex min-h-11 items-center rounded-control px-3 hover:bg-sunken";
  return (
    <Menu icon={<PersonIcon className="size-6" />} label={t("accountMenu", { name })}>
      <p className="border-line border-b px-3 pt-1 pb-3">
        <span className="block font-semibold">{t("greeting", { name })}</span>
        <span className="block truncate text-ink-muted text-sm">{email}</span>
      </p>
      <nav aria-label={t("account")} className="grid py-2">
        {accountPages.map(([page, href]) => (
          <Link className={item} href={href} key={href} prefetch={false}>
            {t(`to.${page}`)}
          </Link>
        ))}
      </nav>
      <div className="border-line border-t pt-2">
        <SignOutButton home={pathIn(locale, "/")} />
      </div>
    </Menu>
  );
}
