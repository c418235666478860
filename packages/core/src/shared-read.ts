/** How long a caller waits for a read under way before a second one begins, in milliseconds. */
const PATIENCE_MS = 1_000;

/** Reads what the key names, or shares the next read of it. */
export type SharedRead<T> = (key: string, read: () => Promise<T>) => Promise<T>;

/**
 * Lets callers who want the same thing at the same time share one read. A call that arrives during
 * a read shares the next one: no call joins a read that has begun, so each result is as fresh as a
 * separate read. A read that hangs delays later callers by `patienceMs` at most.
 * @param patienceMs how long a read may take before the next one begins beside it.
 */
export function sharedRead<T>(patienceMs = PATIENCE_MS): SharedRead<T> {
  const underWay = new Map<string, { result: Promise<T>; next?: Promise<T> }>();

  function begin(key: string, read: () => Promise<T>): Promise<T> {
    const current: { result: Promise<T>; next?: Promise<T> } = { result: read() };
    underWay.set(key, current);
    const end = () => {
      if (!current.next && underWay.get(key) === current) underWay.delete(key);
    };
    current.result.then(end, end);
    return current.result;
  }

  return (key, read) => {
    const current = underWay.get(key);
    if (!current) return begin(key, read);
    const again = () => begin(key, read);
    current.next ??= new Promise((resolve) => {
      let hasBegun = false;
      const beginNext = () => {
        clearTimeout(patience);
        if (!hasBegun) resolve(again());
        hasBegun = true;
      };
      const patience = setTimeout(beginNext, patienceMs);
      current.result.then(beginNext, beginNext);
    });
    return current.next;
  };
}
