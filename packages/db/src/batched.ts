import DataLoader from "dataloader";
import type { Postgresql } from "./postgresql.ts";
import { isFaultOfCalls } from "./postgresql-errors.ts";

/** How many calls share a statement at most. */
const AT_ONCE = 50;

/** Makes one call, in a statement shared with the other calls of the same turn. */
export type Batched<In, Out> = (postgresql: Postgresql, input: In) => Promise<Out>;

/**
 * Batches calls: the calls of one turn of the event loop share a statement, and so a round trip and
 * a commit. No call joins a statement that has begun, so each result is as fresh as if the call had
 * run alone. When the server refuses a statement because of one of its calls, the statement has
 * changed nothing, and each call then runs alone.
 * @param run makes the calls with these inputs and returns their results in the same order.
 * @param options.gatherMs for calls that nobody waits for: how long the first one waits for others
 * to share its statement, in milliseconds.
 */
export function batched<In, Out>(
  run: (postgresql: Postgresql, inputs: readonly In[]) => Promise<Out[]>,
  { gatherMs }: { gatherMs?: number } = {},
): Batched<In, Out> {
  const batchScheduleFn =
    gatherMs === undefined ? setImmediate : (begin: () => void) => setTimeout(begin, gatherMs);
  const loaders = new WeakMap<Postgresql, DataLoader<In, Out>>();

  const loaderOf = (postgresql: Postgresql) => {
    const load = async (inputs: readonly In[]): Promise<(Out | Error)[]> => {
      try {
        return await run(postgresql, inputs);
      } catch (error) {
        if (inputs.length === 1 || !isFaultOfCalls(error)) throw error;
        const alone = inputs.map(async (input) => {
          const [result] = await run(postgresql, [input]);
          return result as Out;
        });
        return Promise.all(alone.map((call) => call.catch((refusal: Error) => refusal)));
      }
    };
    const options = { cache: false, maxBatchSize: AT_ONCE, batchScheduleFn };
    const loader = new DataLoader(load, options);
    loaders.set(postgresql, loader);
    return loader;
  };

  return (postgresql, input) => (loaders.get(postgresql) ?? loaderOf(postgresql)).load(input);
}
