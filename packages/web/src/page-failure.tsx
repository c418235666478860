"use client";

import { Button } from "@sunchak/ui/button";
import { ErrorState } from "@sunchak/ui/message";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { startTransition } from "react";

/** What stands in a page whose making failed. */
export function PageFailure({ reset }: { reset: () => void }) {
  const t = useTranslations("Failure");
  const router = useRouter();
  const again = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  return (
    <ErrorState action={<Button onClick={again}>{t("again")}</Button>} title={t("title")}>
      {t("body")}
    </ErrorState>
  );
}
