"use client";

import { Button } from "@sunchak/ui/button";
import { ErrorState } from "@sunchak/ui/message";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { startTransition } from "react";

interface PageFailureProps {
  /** Its digest is in the server's log beside what happened; one of the browser's own has none. */
  error: Error & { digest?: string };
  reset: () => void;
}

/** What stands in a page whose making failed. */
export function PageFailure({ error, reset }: PageFailureProps) {
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
      {error.digest ? (
        <small className="block">{t("reference", { id: error.digest })}</small>
      ) : null}
    </ErrorState>
  );
}
