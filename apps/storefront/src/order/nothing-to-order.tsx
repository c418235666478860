"use client";

import { buttonClass } from "@sunchak/ui/button";
import { EmptyState } from "@sunchak/ui/message";
import { Link } from "@sunchak/web/link";
import { useTranslations } from "next-intl";

/** The checkout of an empty cart. */
export default function NothingToOrder() {
  const t = useTranslations("Checkout");
  return (
    <EmptyState
      action={
        <Link className={buttonClass()} href="/products">
          {t("toProducts")}
        </Link>
      }
      as="h2"
      title={t("empty")}
    >
      {t("emptyBody")}
    </EmptyState>
  );
}
