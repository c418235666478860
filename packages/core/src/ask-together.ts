/** Asks a question named by its key, or joins those who wait to ask the same. */
export type AskTogether<T> = (key: string, ask: () => Promise<T>) => Promise<T>;

/**
 * Makes those who want the same at once ask once: who comes while a question is under way waits for
 * the next one, with all who came meanwhile. Nobody joins one that has begun, so every answer is as
 * fresh as one's own would be.
 */
export function askTogether<T>(): AskTogether<T> {
  const underWay = new Map<string, { answer: Promise<T>; next?: Promise<T> }>();

  function begin(key: string, ask: () => Promise<T>): Promise<T> {
    const question: { answer: Promise<T>; next?: Promise<T> } = { answer: ask() };
    underWay.set(key, question);
    const end = () => {
      if (!question.next) underWay.delete(key);
    };
    question.answer.then(end, end);
    return question.answer;
  }

  return (key, ask) => {
    const question = underWay.get(key);
    if (!question) return begin(key, ask);
    const again = () => begin(key, ask);
    question.next ??= question.answer.then(again, again);
    return question.next;
  };
}
