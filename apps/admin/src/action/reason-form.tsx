import { reasonText } from "@sunchak/core/schema";
import type { ReactNode } from "react";
import { z } from "zod";
import { useTypedForm } from "@/form/use-typed-form.ts";
import { ReasonField } from "./reason-field.tsx";

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
  const { register, isWrong, submitting } = useTypedForm(reasonFields, { reason });
  return (
    <form className="grid gap-4" {...submitting((fields) => onReason(fields.reason))}>
      <ReasonField {...register("reason")} hint={hint} isWrong={isWrong("reason")} />
      {children}
    </form>
  );
}
