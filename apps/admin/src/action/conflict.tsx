import { Alert } from "@sunchak/ui/alert";
import { Button } from "@sunchak/ui/button";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useDropUnsaved } from "@/form/leave-guard.tsx";

/** Tells the second of two editors that nothing was saved; `children` says what has changed. */
export function Conflict({ children }: { children: ReactNode }) {
  const t = useTranslations("Conflict");
  const dropUnsaved = useDropUnsaved();
  return (
    <Alert
      action={
        <Button
          look="outline"
          onClick={() => {
            dropUnsaved();
            window.location.reload();
          }}
        >
          {t("reload")}
        </Button>
      }
      role="alert"
      title={children}
      tone="caution"
    >
      {t("body")}
    </Alert>
  );
}
