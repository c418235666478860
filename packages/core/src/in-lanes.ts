/**
 * Does something with each of many items, some at once: each lane takes the next item as soon as its
 * last is done, so a slow one holds up only its own lane. When one fails, no lane takes another.
 * @throws the first error, once all lanes have ended.
 */
export async function inLanes<T>(
  lanes: number,
  items: AsyncGenerator<T>,
  work: (item: T) => Promise<void>,
): Promise<void> {
  // All lanes share one generator; it gives each item once.
  const lane = async () => {
    for await (const item of items) await work(item);
  };
  for (const result of await Promise.allSettled(Array.from({ length: lanes }, lane))) {
    if (result.status === "rejected") throw result.reason;
  }
}
