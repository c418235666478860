import { useTranslations } from "next-intl";
import { useTRPCClient } from "@/trpc/client.tsx";
import { type AnyCall, type CallName, calls } from "./calls.ts";
import { useAdminChange } from "./use-admin-change.tsx";

interface UndoProps {
  /** What was done. */
  words: string;
  /** The call that takes it back. */
  call: CallName;
  input: object;
  /** What a toast says once it is taken back. */
  undone: string;
}

/** Says what was done, with a button that takes it back. */
export function Undo({ words, call, input, undone }: UndoProps) {
  const t = useTranslations("Common");
  const { admin: api } = useTRPCClient();
  const { run, busy, failure } = useAdminChange({
    call: (given: { idempotencyKey: string }) => (calls[call] as AnyCall)(api, given, ""),
    done: () => undone,
  });
  return (
    failure ?? (
      <>
        <span>{words}</span>
        <button
          aria-disabled={busy || undefined}
          className="pointer-events-auto -my-2 -mr-2 min-h-11 shrink-0 rounded-control px-2 font-semibold underline underline-offset-4"
          onClick={() => run(input)}
          type="button"
        >
          {t("undo")}
        </button>
      </>
    )
  );
}
