"use client";

import { Link } from "@sunchak/web/link";
import { withoutLocale } from "@sunchak/web/locales";
import { clsx } from "clsx";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { isWithin, sections } from "./sections.ts";

export function NavLinks() {
  const t = useTranslations("Nav");
  const path = withoutLocale(usePathname());
  return (
    <nav aria-label={t("label")} className="grid gap-0.5">
      {sections.map(({ name, href }) => {
        const here = isWithin(href, path);
        return (
          <Link
            aria-current={here ? "page" : undefined}
            className={clsx(
              "flex min-h-10 items-center rounded-control px-3 font-medium max-md:min-h-11",
              here ? "bg-ink text-canvas" : "text-ink-muted hover:bg-sunken hover:text-ink",
            )}
            href={href}
            key={name}
            prefetch={false}
          >
            {t(name)}
          </Link>
        );
      })}
    </nav>
  );
}
