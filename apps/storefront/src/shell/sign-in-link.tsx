"use client";

import { Link } from "@sunchak/web/link";
import { signInPath } from "@sunchak/web/return-path";
import { useHere } from "@sunchak/web/use-here";
import { useTranslations } from "next-intl";

/** Links to sign-in, which leads back to this page. */
export function SignInLink({ className }: { className: string }) {
  const t = useTranslations("Shell");
  const here = useHere();
  return (
    <Link
      className={className}
      href={signInPath(here.startsWith("/sign-") ? "/" : here)}
      prefetch={false}
    >
      {t("signIn")}
    </Link>
  );
}
