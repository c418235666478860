"use client";

import { type ListNotes, NOTE_MAX, noteText } from "@sunchak/core/schema";
import { Button } from "@sunchak/ui/button";
import { TextArea } from "@sunchak/ui/text-area";
import { useTranslations } from "next-intl";
import { z } from "zod";
import { useAdminChange } from "@/action/use-admin-change.tsx";
import { useTypedForm } from "@/form/use-typed-form.ts";
import { useTRPCClient } from "@/trpc/client.tsx";

const noteFields = z.object({ text: noteText });

/** A field for a note. What is added stays as it is. */
export function AddNote(subject: ListNotes) {
  const { admin: api } = useTRPCClient();
  const t = useTranslations("Notes");
  const { register, isWrong, submitting, reset } = useTypedForm(noteFields, { text: "" });
  const { run, busy, failure } = useAdminChange({
    call: api.note.add.mutate,
    done: () => t("added"),
    onDone: () => reset(),
  });
  return (
    <form
      className="grid justify-items-start gap-3 [&>*:first-child]:w-full"
      {...submitting(({ text }) => run({ ...subject, text }))}
    >
      <TextArea
        {...register("text")}
        error={isWrong("text") ? t("wrong") : undefined}
        hint={t("hint")}
        id="note"
        label={t("label")}
        maxLength={NOTE_MAX}
      />
      {failure}
      <Button busy={busy} look="outline" type="submit">
        {t("add")}
      </Button>
    </form>
  );
}
