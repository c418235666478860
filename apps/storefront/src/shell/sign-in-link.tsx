"use client";

import { Link } from "@sunchak/web/link";
import { withoutLocale } from "@sunchak/web/locales";
import { signInPath } from "@sunchak/web/return-path";
import { usePathname, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";

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
