import { Alert } from "@sunchak/ui/alert";
import { useToast } from "@sunchak/ui/toast";
import { useCodeWords } from "@sunchak/web/code-words";
import { newKey } from "@sunchak/web/new-key";
import { refusalOf, UnknownOutcome, untilAnswered } from "@sunchak/web/refusal";
import { useRefresh } from "@sunchak/web/use-refresh";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useRef, useTransition } from "react";
import { useAskPassword } from "@/session/password-gate.tsx";
import { useTRPC } from "@/trpc/client.tsx";

type Keyed = { idempotencyKey: string };
/** The input without its key, also of each member of a union. */
type Unkeyed<Input> = Input extends unknown ? Omit<Input, keyof Keyed> : never;

interface AdminChange<Input, Answer> {
  /** Makes the call; a repeat with the same key and input has no second effect. */
  call(input: Input): Promise<Answer>;
  /** What a toast says once it is done. */
  done?(input: Unkeyed<Input>, answer: Answer): string;
  onDone?(answer: Answer): void;
  /** Returns true when it handled the refusal itself. */
  onRefused?(error: unknown): boolean;
}

interface Press<Input> {
  input: Input;
  key: string;
  /** Whether an earlier press with this key ended without an answer. */
  unknown: boolean;
}

/**
 * A change by an admin. It is busy until the page shows the new state. It retries with the same
 * idempotency key while no response comes, and again after the admin gave their password, when the
 * call needs that. While nobody knows what became of a change, every further press finds that out and
 * sends nothing new: another input would be a second change. `failure` says why the last run failed.
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
  /** What was sent last, until its answer came. */
  const sent = useRef<{ input: Unkeyed<Input>; key: string } | null>(null);

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
    onSuccess: (answer, { input }) => {
      sent.current = null;
      start(async () => {
        router.refresh();
        await queryClient.invalidateQueries(trpc.admin.pathFilter());
      });
      if (done) say(done(input, answer));
      onDone?.(answer);
    },
    onError: (failure) => {
      const unknown = failure instanceof UnknownOutcome;
      if (!unknown) sent.current = null;
      // It may have happened, and then the page shows it.
      if (unknown) {
        start(async () => {
          await Promise.all([
            refreshIfAnswered(),
            queryClient.invalidateQueries(trpc.admin.pathFilter()),
          ]);
        });
      }
      if (onRefused?.(failure)) reset();
    },
  });

  const failure = error ? (
    <Alert role="alert" tone="negative">
      {words(error)}
    </Alert>
  ) : null;
  const isUnknown = error instanceof UnknownOutcome;
  return {
    /** @returns whether this input is sent; otherwise the press finds out about the one before. */
    run: (input: Unkeyed<Input>): boolean => {
      if (isPending) return false;
      const before = isUnknown ? sent.current : null;
      const press = before ?? { input, key: newKey() };
      sent.current = press;
      mutate({ ...press, unknown: before !== null });
      return before === null;
    },
    busy: isPending || refreshing,
    failure,
    /** Whether nobody knows what became of the last run. */
    isUnknown,
    /** Forgets why the last run failed, unless nobody knows whether it did. */
    clear: () => {
      if (error && !isUnknown) reset();
    },
  };
}
