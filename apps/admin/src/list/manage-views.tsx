"use client";

import { Dialog } from "@sunchak/ui/dialog";
import { focus } from "@sunchak/web/focus";
import { refusalOf } from "@sunchak/web/refusal";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { DialogActions } from "@/action/dialog-actions.tsx";
import { useAdminChange } from "@/action/use-admin-change.tsx";
import { useTRPCClient } from "@/trpc/client.tsx";
import { smallButton } from "./save-view.tsx";
import { ViewNameForm } from "./view-name-form.tsx";

interface View {
  id: string;
  name: string;
  query: string;
}

type Change =
  | { kind: "rename"; id: string; name: string }
  | { kind: "replace"; id: string; query: string }
  | { kind: "remove"; id: string };

/** Renames saved views, replaces their filters by the list's current ones, or removes them. */
export function ManageViews({ views, here }: { views: View[]; here: string }) {
  const { admin: api } = useTRPCClient();
  const t = useTranslations("Views");
  const common = useTranslations("Common");
  const [open, setOpen] = useState(false);
  const [asked, setAsked] = useState<{ id: string; kind: "rename" | "remove" } | null>(null);
  const [taken, setTaken] = useState(false);
  const [said, setSaid] = useState("");
  const list = useRef<HTMLUListElement>(null);
  const { run, busy, failure, clear } = useAdminChange({
    call: async ({ kind, ...fields }: Change & { idempotencyKey: string }) => {
      if (kind === "remove") await api.view.remove.mutate(fields);
      else await api.view.change.mutate(fields);
      return { kind };
    },
    onDone: ({ kind }) => {
      setAsked(null);
      setSaid(t(`done.${kind}`));
      // The pressed button is gone, so the list takes the focus.
      list.current?.focus();
      if (kind === "remove" && views.length === 1) setOpen(false);
    },
    onRefused: (failure) => {
      const isTaken = refusalOf(failure)?.code === "NAME_TAKEN";
      setTaken(isTaken);
      return isTaken;
    },
  });

  function ask(next: typeof asked) {
    setAsked(next);
    setTaken(false);
    setSaid("");
    clear();
  }

  function rename({ id, name: before }: View, name: string) {
    if (name === before) setAsked(null);
    else run({ kind: "rename", id, name });
  }

  return (
    <>
      <button
        className={smallButton}
        onClick={() => {
          ask(null);
          setOpen(true);
        }}
        type="button"
      >
        {t("manage")}
      </button>
      <Dialog
        closeLabel={common("close")}
        description={t("manageBody")}
        onClose={() => setOpen(false)}
        open={open}
        title={t("manage")}
      >
        <ul
          className="-mx-2 grid max-h-[60dvh] divide-y divide-line overflow-y-auto border-line border-y px-2"
          ref={list}
          tabIndex={-1}
        >
          {views.map((view) => {
            const { id, name, query } = view;
            const doing = asked?.id === id ? asked.kind : null;
            if (doing === "rename") {
              return (
                <li className="py-3" key={id}>
                  <ViewNameForm
                    id={`view-name-${id}`}
                    isTaken={taken}
                    name={name}
                    onName={(next) => rename(view, next)}
                    onType={() => setTaken(false)}
                  >
                    <DialogActions
                      back={common("cancel")}
                      busy={busy}
                      confirm={t("rename")}
                      onBack={() => ask(null)}
                    />
                  </ViewNameForm>
                </li>
              );
            }
            if (doing === "remove") {
              return (
                <li className="grid gap-2 py-3" key={id}>
                  <p>{t("removeSure", { name })}</p>
                  <DialogActions
                    back={common("cancel")}
                    backRef={focus}
                    busy={busy}
                    confirm={t("remove")}
                    onBack={() => ask(null)}
                    onConfirm={() => run({ kind: "remove", id })}
                  />
                </li>
              );
            }
            return (
              <li className="grid gap-1 py-3" key={id}>
                <p className="break-words font-medium">{name}</p>
                <div className="-ml-2 flex flex-wrap">
                  <button
                    aria-label={t("renameOne", { name })}
                    className={smallButton}
                    onClick={() => ask({ id, kind: "rename" })}
                    type="button"
                  >
                    {t("rename")}
                  </button>
                  {here === "" || here === query ? null : (
                    <button
                      aria-label={t("replaceOne", { name })}
                      className={smallButton}
                      onClick={() => {
                        ask(null);
                        void run({ kind: "replace", id, query: here });
                      }}
                      type="button"
                    >
                      {t("replace")}
                    </button>
                  )}
                  <button
                    aria-label={t("removeOne", { name })}
                    className={smallButton}
                    onClick={() => ask({ id, kind: "remove" })}
                    type="button"
                  >
                    {t("remove")}
                  </button>
                </div>
              </li>
            );
          })}
        </ul>
        <p className="min-h-6 text-positive" role="status">
          {busy ? "" : said}
        </p>
        {failure}
      </Dialog>
    </>
  );
}
