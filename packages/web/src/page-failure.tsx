"use client";

import { Button } from "@sunchak/ui/button";
import { ErrorState } from "@sunchak/ui/message";
import { useTranslations } from "next-intl";
import { startTransition } from "react";
import { useRefresh } from "./use-refresh.ts";

interface PageFailureProps {
  /** The server logs its digest with the cause; an error of the browser itself has no digest. */
  error: Error & { digest?: string };
  reset: () => void;
}

/** Replaces the content of a page that failed to render. */
export function PageFailure({ error, reset }: PageFailureProps) {
  const t = useTranslations("Failure");
  const refresh = useRefresh();
  const again = () =>
    startTransition(async () => {
      await refresh();
      startTransition(reset);
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
