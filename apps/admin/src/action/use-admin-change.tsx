import { Alert } from "@sunchak/ui/alert";
import { useToast } from "@sunchak/ui/toast";
import { useCodeWords } from "@sunchak/web/code-words";
import { newKey } from "@sunchak/web/new-key";
import { isAboutState, refusalOf, UnknownOutcome, untilAnswered } from "@sunchak/web/refusal";
import { useRefresh } from "@sunchak/web/use-refresh";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef, useTransition } from "react";
import { useAskPassword } from "@/session/password-gate.tsx";
import { useTRPC } from "@/trpc/client.tsx";

type Keyed = { idempotencyKey: string };
/** The input without its key, also of each member of a union. */
type Unkeyed<Input> = Input extends unknown ? Omit<Input, keyof Keyed> : never;

interface AdminChange<Input, Answer> {
  /** Makes the call; a repeat with the same key and input has no second effect. */
  call(input: Input): Promise<Answer>;
  /** What a toast says once it is done. */
  done?(input: Unkeyed<Input>, answer: Answer): ReactNode;
  onDone?(answer: Answer): void;
  /** Returns true when it handled the refusal itself. */
  onRefused?(error: unknown): boolean;
}

interface Press<Input> {
  input: Input;
  key: string;
  /** Whether an earlier press with this key ended without an answer. */
  unknown: boolean;
  /** Whether an offline browser did not send it. */
  unsent?: boolean;
}

/**
 * A change by an admin. It is busy until the page shows the new state. It retries with the same
 * idempotency key while no response comes, and again after the admin gave their password, when the
 * call needs that. While nobody knows what became of a change, every further press finds that out and
 * sends nothing new: another input would be a second change. `failure` says why the last run failed.
 * A refusal by what the server found reads the page anew as well; if the page then has no place for
 * `failure` any more, a toast says it.
 */
export function useAdminChange<Input extends Keyed, Answer>({
  call,
  done,
  onDone,
  onRefused,
}: AdminChange<Input, Answer>) {
  const router = useRouter();
  const refreshIfAnswered = useRefresh();
  const queryClient = useQueryClient();
  const words = useCodeWords();
  const askPassword = useAskPassword();
  const say = useToast();
  const [refreshing, start] = useTransition();
  const trpc = useTRPC();
  /**
   * The press that is under way, shown as done in a moment, or unknown. React's state would come too
   * late for a double click.
   */
  const last = useRef<(Press<Unkeyed<Input>> & { isDone?: boolean }) | null>(null);

  /** Why the run was refused, until the page has been read anew. */
  const refused = useRef<ReactNode>(null);

  const readAnew = (refresh: () => void | Promise<void>) =>
    start(async () => {
      await Promise.all([refresh(), queryClient.invalidateQueries(trpc.admin.pathFilter())]);
    });

  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: async ({ input, key, unknown }: Press<Unkeyed<Input>>) => {
      // TypeScript does not see that both together are the whole input again.
      const keyed = { ...input, idempotencyKey: key } as unknown as Input;
      const make = () => untilAnswered(call, keyed, () => {}, unknown);
      return make().catch(async (failure) => {
        const isAsked = refusalOf(failure)?.code === "PASSWORD_REQUIRED";
        if (!isAsked || !(await askPassword())) throw failure;
        return make();
      });
    },
    onSuccess: (answer, press) => {
      last.current = { ...press, unknown: false, isDone: true };
      readAnew(router.refresh);
      if (done) say(done(press.input, answer));
      onDone?.(answer);
    },
    onError: (failure, press) => {
      const unknown = failure instanceof UnknownOutcome;
      const unsent = refusalOf(failure)?.code === "OFFLINE";
      last.current = unknown || unsent ? { ...press, unknown, unsent } : null;
      // It may have happened, and then the page shows it.
      if (unknown) readAnew(refreshIfAnswered);
      const isHandled = onRefused?.(failure);
      if (isAboutState(failure)) {
        refused.current = isHandled ? null : words(failure);
        readAnew(router.refresh);
      }
      if (isHandled) reset();
    },
  });

  const busy = isPending || refreshing;
  useEffect(() => {
    if (busy) return;
    if (last.current?.isDone) last.current = null;
    refused.current = null;
  });
  useEffect(
    () => () => {
      if (refused.current) say(refused.current, "refused");
    },
    [say],
  );

  const failure = error ? (
    <Alert role="alert" tone="negative">
      {words(error)}
    </Alert>
  ) : null;
  const isUnknown = error instanceof UnknownOutcome;
  return {
    /** @returns whether this input is sent; otherwise the press finds out about the one before. */
    run: (input: Unkeyed<Input>): boolean => {
      const isSame = JSON.stringify(last.current?.input) === JSON.stringify(input);
      const before = last.current?.unsent && !isSame ? null : last.current;
      if (before && !before.unknown && !before.unsent) return false;
      const press = before ?? { input, key: newKey(), unknown: false };
      last.current = { ...press, unknown: false, unsent: false };
      mutate(press);
      return !before?.unknown;
    },
    busy,
    failure,
    /** Whether nobody knows what became of the last run. */
    isUnknown,
    /** Forgets why the last run failed, unless nobody knows whether it did. */
    clear: () => {
      if (error && !isUnknown) reset();
    },
  };
}
