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

type Keyed = { idempotencyKey: string };
/** The input without its key, also of each member of a union. */
type Unkeyed<Input> = Input extends unknown ? Omit<Input, keyof Keyed> : never;

interface AdminChange<Input, Answer> {
  /** Makes the call; a repeat with the same key and input has no second effect. */
  call(input: Input): Promise<Answer>;
  /** What a toast says once it is done. */
  done?(input: Unkeyed<Input>): string;
  onDone?(answer: Answer): void;
  /** Returns true when it handled the refusal itself. */
  onRefused?(error: unknown): boolean;
}

/** Before the first input, and after each answer. */
const none = { written: "", key: "", unknown: false };

/**
 * A change by an admin. It is busy until the page shows the new state. It retries with the same
 * idempotency key while no response comes, and again after the admin gave their password, when the
 * call needs that. `failure` says why the last run failed.
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
  const last = useRef(none);

  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: async (input: Unkeyed<Input>) => {
      const written = JSON.stringify(input);
      if (last.current.written !== written) {
        last.current = { written, key: newKey(), unknown: false };
      }
      const { key, unknown } = last.current;
      // TypeScript does not see that both together are the whole input again.
      const keyed = { ...input, idempotencyKey: key } as unknown as Input;
      const make = () => untilAnswered(call, keyed, () => {}, unknown);
      return make().catch(async (failure) => {
        const isAsked = refusalOf(failure)?.code === "PASSWORD_REQUIRED";
        if (!isAsked || !(await askPassword())) throw failure;
        return make();
      });
    },
    onSuccess: (answer, input) => {
      last.current = none;
      start(async () => {
        router.refresh();
        await queryClient.invalidateQueries();
      });
      if (done) say(done(input));
      onDone?.(answer);
    },
    onError: (failure) => {
      const unknown = failure instanceof UnknownOutcome;
      last.current = { ...last.current, unknown };
      // It may have happened, and then the page shows it.
      if (unknown) {
        start(async () => {
          await Promise.all([refreshIfAnswered(), queryClient.invalidateQueries()]);
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
  return {
    run: (input: Unkeyed<Input>) => {
      if (!isPending) mutate(input);
    },
    busy: isPending || refreshing,
    failure,
    /** Whether nobody knows what became of the last run; the same input again finds out. */
    isUnknown: error instanceof UnknownOutcome,
    clear: () => {
      if (error) reset();
    },
  };
}
