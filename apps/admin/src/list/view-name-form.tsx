import { saveViewInput } from "@sunchak/core/schema";
import { TextField } from "@sunchak/ui/field";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect } from "react";
import { useTypedForm } from "@/form/use-typed-form.ts";

const nameFields = saveViewInput.pick({ name: true });

interface ViewNameFormProps {
  /** The field's id. */
  id: string;
  /** The current name; left out for a new view. */
  name?: string;
  /** Whether another view has the name that was given last. */
  isTaken: boolean;
  onType(): void;
  onName(name: string): void;
  /** The buttons below, of which one submits. */
  children: ReactNode;
}

/** Asks for the name of a saved view. */
export function ViewNameForm(props: ViewNameFormProps) {
  const { id, name = "", isTaken, onType, onName, children } = props;
  const t = useTranslations("Views");
  const { register, isWrong, submitting, setFocus } = useTypedForm(nameFields, { name });

  useEffect(() => setFocus("name"), [setFocus]);

  return (
    <form className="grid gap-4" {...submitting((fields) => onName(fields.name))}>
      <TextField
        {...register("name", { onChange: onType })}
        autoComplete="off"
        error={isTaken ? t("taken") : isWrong("name") ? t("wrong") : undefined}
        id={id}
        label={t("name")}
        maxLength={60}
      />
      {children}
    </form>
  );
}
