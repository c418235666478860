import DataLoader from "dataloader";
import type { Postgresql } from "./postgresql.ts";
import { isFaultOfCalls } from "./postgresql-errors.ts";

/** The most that share a statement. */
const AT_ONCE = 50;

/**
 * Rows of a statement's calls, which are the JSON texts of $1, with these columns, in the order in
 * which their rows are locked. (The LIMIT changes nothing: it tells the planner that they are few,
 * so that it keeps its generic plan.)
 */
export const callsOf = (columns: string, { by }: { by: string }) => `
  SELECT row.* FROM (SELECT unnest($1::text[]) AS call LIMIT cardinality($1)) AS given
  CROSS JOIN json_to_record(call::json) AS row (${columns}) ORDER BY ${by}`;

/** Runs one call with those of its turn. */
export type Together<In, Out> = (postgresql: Postgresql, input: In) => Promise<Out>;

/**
 * Has the calls of one turn of the event loop share a statement, and with it a round trip and a
 * commit. None joins a statement that has begun, so every answer is as fresh as by one of its own.
 * One that the server refuses for what may be the fault of a few has changed nothing: then each of
 * its calls runs alone.
 * @param run answers each of the inputs, in their order.
 */
export function together<In, Out>(
  run: (postgresql: Postgresql, inputs: readonly In[]) => Promise<Out[]>,
): Together<In, Out> {
  const loaders = new WeakMap<Postgresql, DataLoader<In, Out>>();

  const loaderOf = (postgresql: Postgresql) => {
    const load = async (inputs: readonly In[]): Promise<(Out | Error)[]> => {
      try {
        return await run(postgresql, inputs);
      } catch (error) {
        if (inputs.length === 1 || !isFaultOfCalls(error)) throw error;
        const alone = inputs.map(async (input) => {
          const [answer] = await run(postgresql, [input]);
          return answer as Out;
        });
        return Promise.all(alone.map((answer) => answer.catch((refusal: Error) => refusal)));
      }
    };
    const options = { cache: false, maxBatchSize: AT_ONCE, batchScheduleFn: setImmediate };
    const loader = new DataLoader(load, options);
    loaders.set(postgresql, loader);
    return loader;
  };

  return (postgresql, input) => (loaders.get(postgresql) ?? loaderOf(postgresql)).load(input);
}
