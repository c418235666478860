import { zodResolver } from "@hookform/resolvers/zod";
import { useEffect, useRef } from "react";
import { type DefaultValues, type FieldValues, type Path, useForm } from "react-hook-form";
import type { z } from "zod";
import { useLeaveGuard } from "./leave-guard.tsx";

/**
 * A form whose typed fields the schema turns into a call's input. The first wrong field gets the
 * focus, each error goes as soon as it is mended, and the page asks before it is left unsaved.
 * @param typed what the fields hold at first.
 */
export function useTypedForm<Typed extends FieldValues, Fields>(
  schema: z.ZodType<Fields, Typed>,
  typed: Typed,
) {
  const form = useForm<Typed, unknown, Fields>({
    resolver: zodResolver(schema),
    defaultValues: typed as DefaultValues<Typed>,
    // It would go by the order in which fields came to be, not by their order on the page.
    shouldFocusError: false,
  });
  const { errors, isDirty, submitCount } = form.formState;
  const element = useRef<HTMLFormElement>(null);
  const sent = useRef(typed);
  useLeaveGuard(isDirty);

  useEffect(() => {
    if (submitCount === 0) return;
    element.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [submitCount]);

  return {
    ...form,
    isDirty,
    isWrong: (name: keyof Typed) => errors[name] !== undefined,
    /**
     * The props of the form element.
     * @param onFields returns false when it does not send these fields.
     */
    submitting: (onFields: (fields: Fields) => unknown) => ({
      ref: element,
      noValidate: true,
      // One field may mend another's error: a campaign's end is wrong or right by its start.
      onChange: () => {
        const wrong = Object.keys(errors) as Path<Typed>[];
        if (wrong.length > 0) void form.trigger(wrong);
      },
      onSubmit: form.handleSubmit((fields) => {
        const typed = structuredClone(form.getValues());
        if (onFields(fields) !== false) sent.current = typed;
      }),
    }),
    /** What was sent last is saved; what was typed since is not. */
    markSaved: () => {
      const now = structuredClone(form.getValues());
      form.reset(sent.current);
      for (const name of Object.keys(now) as Path<Typed>[]) {
        form.setValue(name, now[name], { shouldDirty: true });
      }
    },
  };
}
