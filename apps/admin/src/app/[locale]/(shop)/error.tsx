"use client";

import { Button } from "@sunchak/ui/button";
import { ErrorState } from "@sunchak/ui/message";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { startTransition } from "react";

/** What a page becomes when making it failed. */
export default function PageFailure({ reset }: { error: Error; reset: () => void }) {
  const t = useTranslations("Failure");
  const router = useRouter();
  const again = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  return (
    <div className="px-4 sm:px-8">
      <ErrorState action={<Button onClick={again}>{t("again")}</Button>} title={t("title")}>
        {t("body")}
      </ErrorState>
    </div>
  );
}
