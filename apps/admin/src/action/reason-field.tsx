import { TextArea } from "@sunchak/ui/text-area";
import { useTranslations } from "next-intl";
import { type ComponentProps, useId } from "react";

interface ReasonFieldProps extends Omit<ComponentProps<"textarea">, "id"> {
  isWrong: boolean;
  /** Where the reason is kept; the audit log when left out. */
  hint?: string;
}

/** The field of a form in which an admin says why. */
export function ReasonField({ isWrong, hint, ...registered }: ReasonFieldProps) {
  const t = useTranslations("Common");
  const id = useId();
  return (
    <TextArea
      {...registered}
      error={isWrong ? t("reasonWrong") : undefined}
      hint={hint ?? t("reasonHint")}
      id={`${id}-reason`}
      label={t("reason")}
      maxLength={500}
    />
  );
}
