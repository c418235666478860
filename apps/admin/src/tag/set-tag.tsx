"use client";

import { type ListTags, tagText } from "@sunchak/core/schema";
import { Button } from "@sunchak/ui/button";
import { TextField } from "@sunchak/ui/field";
import { CloseIcon } from "@sunchak/ui/icons";
import { useTranslations } from "next-intl";
import { z } from "zod";
import { useAdminChange } from "@/action/use-admin-change.tsx";
import { useTypedForm } from "@/form/use-typed-form.ts";
import { useTRPCClient } from "@/trpc/client.tsx";

/** Takes a tag off. */
export function RemoveTag({ tag, ...subject }: ListTags & { tag: string }) {
  const { admin: api } = useTRPCClient();
  const t = useTranslations("Tags");
  const { run, busy, failure } = useAdminChange({ call: api.tag.set.mutate });
  return (
    <>
      <button
        aria-busy={busy || undefined}
        aria-label={t("remove", { tag })}
        className="-mr-2 ml-1 grid size-7 shrink-0 place-items-center rounded-full hover:bg-line"
        onClick={() => run({ ...subject, tag, on: false })}
        type="button"
      >
        <CloseIcon className="size-4" />
      </button>
      {failure}
    </>
  );
}

const tagFields = z.object({ tag: tagText });

/** A field for one more tag. */
export function AddTag(subject: ListTags) {
  const { admin: api } = useTRPCClient();
  const t = useTranslations("Tags");
  const { register, isWrong, submitting, reset } = useTypedForm(tagFields, { tag: "" });
  const { run, busy, failure } = useAdminChange({
    call: api.tag.set.mutate,
    onDone: () => reset(),
  });
  return (
    <form
      className="grid justify-items-start gap-3 [&>*:first-child]:w-full"
      {...submitting(({ tag }) => run({ ...subject, tag, on: true }))}
    >
      <TextField
        {...register("tag")}
        error={isWrong("tag") ? t("wrong") : undefined}
        hint={t("hint")}
        id="tag"
        label={t("label")}
        maxLength={30}
      />
      {failure}
      <Button busy={busy} look="outline" type="submit">
        {t("add")}
      </Button>
    </form>
  );
}
