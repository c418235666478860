import { Alert } from "@sunchak/ui/alert";
import { useCodeWords } from "@sunchak/web/code-words";
import { newKey } from "@sunchak/web/new-key";
import { refusalOf, UnknownOutcome, untilAnswered } from "@sunchak/web/refusal";
import { useRouter } from "next/navigation";
import { useRef, useState, useTransition } from "react";
import { useAskPassword } from "@/session/password-gate.tsx";

interface Action<Input, Answer> {
  /** Makes the call; a repeat with the same key and input has no second effect. */
  call(input: Input, idempotencyKey: string): Promise<Answer>;
  onDone?(answer: Answer): void;
  /** Returns true when it handled the refusal itself. */
  onRefused?(error: unknown): boolean;
}

/**
 * A change by an admin. It is busy until the page shows the new state. It retries with the same
 * idempotency key while no response comes, and again after the admin gave their password, when the
 * call needs that. `failure` says why the last run failed.
 */
export function useAction<Input, Answer>({ call, onDone, onRefused }: Action<Input, Answer>) {
  const router = useRouter();
  const words = useCodeWords();
  const askPassword = useAskPassword();
  const [calling, setCalling] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [refreshing, start] = useTransition();
  const last = useRef({ input: "", key: "", unknown: false });

  async function run(input: Input): Promise<void> {
    if (calling) return;
    const written = JSON.stringify(input);
    if (last.current.input !== written) {
      last.current = { input: written, key: newKey(), unknown: false };
    }
    const { key, unknown } = last.current;
    setCalling(true);
    setError(null);
    const make = () =>
      untilAnswered(
        ({ idempotencyKey }) => call(input, idempotencyKey),
        { idempotencyKey: key },
        () => {},
        unknown,
      );
    try {
      const answer = await make().catch(async (failure) => {
        const isAsked = refusalOf(failure)?.code === "PASSWORD_REQUIRED";
        if (!isAsked || !(await askPassword())) throw failure;
        return make();
      });
      last.current = { input: "", key: "", unknown: false };
      start(() => router.refresh());
      onDone?.(answer);
    } catch (failure) {
      last.current.unknown = failure instanceof UnknownOutcome;
      // It may have happened, and then the page shows it.
      if (last.current.unknown) start(() => router.refresh());
      if (!onRefused?.(failure)) setError(failure);
    } finally {
      setCalling(false);
    }
  }

  const failure = error ? (
    <Alert role="alert" tone="negative">
      {words(error)}
    </Alert>
  ) : null;
  return {
    run,
    busy: calling || refreshing,
    failure,
    /** Whether nobody knows what became of the last run; the same input again finds out. */
    isUnknown: error instanceof UnknownOutcome,
    clear: () => setError(null),
  };
}
