"use client";

import { Alert } from "@sunchak/ui/alert";
import { Button } from "@sunchak/ui/button";
import { TextField } from "@sunchak/ui/field";
import { useRefresh } from "@sunchak/web/use-refresh";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useCodeWords } from "@/refusal/code-words.tsx";
import { tellShopper } from "@/session/use-shopper.ts";
import { useTRPC } from "@/trpc/client.tsx";

interface NameFormProps {
  shopper: { id: string; name: string; email: string };
  maxLength: number;
}

/** Changes the shopper's name, here and in the header. */
export function NameForm({ shopper, maxLength }: NameFormProps) {
  const t = useTranslations("Account");
  const trpc = useTRPC();
  const words = useCodeWords(false);
  const refresh = useRefresh();
  const [typed, setTyped] = useState(shopper.name);
  const rename = useMutation(
    trpc.account.rename.mutationOptions({
      onSuccess: ({ name }) => {
        setTyped(name);
        tellShopper({ ...shopper, name });
        void refresh();
      },
    }),
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!rename.isPending) rename.mutate({ name: typed });
  }

  return (
    <form className="grid max-w-md gap-3" method="post" onSubmit={submit}>
      <TextField
        autoComplete="name"
        id="name"
        label={t("name")}
        maxLength={maxLength}
        name="name"
        onChange={({ target }) => {
          setTyped(target.value);
          if (!rename.isPending) rename.reset();
        }}
        required
        value={typed}
      />
      <Button busy={rename.isPending} className="w-fit" look="outline" type="submit">
        {rename.isPending ? t("saving") : t("save")}
      </Button>
      <div role="status">
        {rename.isSuccess ? <Alert tone="positive">{t("renamed")}</Alert> : null}
        {rename.error ? <Alert tone="negative">{words(rename.error)}</Alert> : null}
      </div>
    </form>
  );
}
