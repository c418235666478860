import { reasonText } from "@sunchak/core/schema";
import { TextArea } from "@sunchak/ui/text-area";
import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { z } from "zod";
import { useTypedForm } from "@/form/use-typed-form.ts";

const reasonFields = z.object({ reason: reasonText });

interface ReasonFormProps {
  /** The reason that was given before, to change it. */
  reason?: string;
  /** Where the reason is kept; the audit log when left out. */
  hint?: string;
  onReason(reason: string): void;
  /** The buttons below, of which one submits. */
  children: ReactNode;
}

/** Asks why an admin does something. */
export function ReasonForm({ reason = "", hint, onReason, children }: ReasonFormProps) {
  const common = useTranslations("Common");
  const id = useId();
  const { register, isWrong, submitting } = useTypedForm(reasonFields, { reason });
  return (
    <form className="grid gap-4" {...submitting((fields) => onReason(fields.reason))}>
      <TextArea
        {...register("reason")}
        error={isWrong("reason") ? common("reasonWrong") : undefined}
        hint={hint ?? common("reasonHint")}
        id={`${id}-reason`}
        label={common("reason")}
        maxLength={500}
      />
      {children}
    </form>
  );
}
