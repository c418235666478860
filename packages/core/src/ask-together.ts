/** How long those who come later wait for a question that is under way, in milliseconds. */
const PATIENCE_MS = 1_000;

/** Asks a question named by its key, or joins those who wait to ask the same. */
export type AskTogether<T> = (key: string, ask: () => Promise<T>) => Promise<T>;

/**
 * Makes those who want the same at once ask once: who comes while a question is under way waits for
 * the next one, with all who came meanwhile. Nobody joins one that has begun, so every answer is as
 * fresh as one's own would be. A question that hangs holds up nobody but those who asked it.
 * @param patienceMs after which the next question is put beside one that is still under way.
 */
export function askTogether<T>(patienceMs = PATIENCE_MS): AskTogether<T> {
  const underWay = new Map<string, { answer: Promise<T>; next?: Promise<T> }>();

  function begin(key: string, ask: () => Promise<T>): Promise<T> {
    const question: { answer: Promise<T>; next?: Promise<T> } = { answer: ask() };
    underWay.set(key, question);
    const end = () => {
      if (!question.next && underWay.get(key) === question) underWay.delete(key);
    };
    question.answer.then(end, end);
    return question.answer;
  }

  return (key, ask) => {
    const question = underWay.get(key);
    if (!question) return begin(key, ask);
    const again = () => begin(key, ask);
    question.next ??= new Promise((resolve) => {
      let isAsked = false;
      const askNext = () => {
        clearTimeout(patience);
        if (!isAsked) resolve(again());
        isAsked = true;
      };
      const patience = setTimeout(askNext, patienceMs);
      question.answer.then(askNext, askNext);
    });
    return question.next;
  };
}
