"use client";

import { Alert } from "@sunchak/ui/alert";
import { Button } from "@sunchak/ui/button";
import { useTranslations } from "next-intl";
import { useCodeWords } from "@/refusal/code-words.tsx";

interface CouponsUnreadProps {
  error: unknown;
  /** Where sign-in leads back to. */
  back: string;
  onReadAgain(): void;
}

/** Says why the shopper's coupons could not be read. */
export default function CouponsUnread({ error, back, onReadAgain }: CouponsUnreadProps) {
  const t = useTranslations("Checkout");
  const words = useCodeWords();
  return (
    <Alert
      action={
        <Button look="outline" onClick={onReadAgain}>
          {t("readCoupons")}
        </Button>
      }
      title={t("couponsUnread")}
      tone="caution"
    >
      {words(error, back)}
    </Alert>
  );
}
