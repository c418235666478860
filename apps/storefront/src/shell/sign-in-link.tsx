"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { signInPath } from "@/account/return-path.ts";
import { Link } from "@/i18n/link.tsx";
import { withoutLocale } from "@/i18n/locales.ts";

/** Leads to signing in, and from there back to this page. */
export function SignInLink({ className }: { className: string }) {
  const t = useTranslations("Shell");
  const path = withoutLocale(usePathname());
  const query = useSearchParams().toString();
  const here = /^\/sign-/.test(path) ? "/" : path + (query && `?${query}`);
  return (
    <Link className={className} href={signInPath(here)} prefetch={false}>
      {t("signIn")}
    </Link>
  );
}
