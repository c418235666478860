import { availableParallelism } from "node:os";
import type { BrowserOptions } from "./browser.ts";
import { type Input, type Result, startClient, type Task } from "./client-process.ts";

export interface Shoppers {
  couponId: string;
  /** A signed-in shopper each: what the Authorization header says. */
  authorizations: string[];
  /** The addresses that this shopper asks, the next one when one does not answer. */
  urlsOf(shopper: number): string[];
}

/** Shoppers with a browser each, in as many processes as the machine has cores. */
export interface Crowd {
  /** Gives all of them a task. @returns their results, in their order. */
  ask<Name extends Task>(task: Name, input: Input<Name>): Promise<Result<Name>>;
  /** Lets so many of them open their live stream. @returns how long each took, in milliseconds. */
  watch(count: number): Promise<number[]>;
}

/**
 * Runs `work` with a crowd, and then ends its processes.
 * @param onAnswers is told how many more final answers to presses there are.
 */
export async function withCrowd<T>(
  shoppers: Shoppers,
  work: (crowd: Crowd) => Promise<T>,
  onAnswers: (count: number) => void = () => {},
): Promise<T> {
  const clients = Array.from({ length: availableParallelism() }, () => startClient(onAnswers));
  /** Where the part of the n-th process begins, of so many. */
  const beginOf = (count: number, n: number) => Math.floor((count * n) / clients.length);
  const askEach = async <Name extends Task>(task: Name, inputOf: (n: number) => Input<Name>) => {
    const results = clients.map((client, n) => client.ask(task, inputOf(n)));
    return (await Promise.all<unknown[]>(results)).flat() as Result<Name>;
  };
  try {
    const { length } = shoppers.authorizations;
    await askEach("arrive", (n) =>
      browsersOf(shoppers, { begin: beginOf(length, n), end: beginOf(length, n + 1), process: n }),
    );
    return await work({
      ask: (task, input) => askEach(task, () => input),
      watch: (count) => askEach("watch", (n) => beginOf(count, n + 1) - beginOf(count, n)),
    });
  } finally {
    for (const client of clients) client.end();
  }
}

function browsersOf(
  { authorizations, couponId, urlsOf }: Shoppers,
  { begin, end, process }: { begin: number; end: number; process: number },
): BrowserOptions[] {
  return authorizations.slice(begin, end).map((authorization, n) => {
    const urls = urlsOf(begin + n);
    // Each address of this machine has its own ports.
    const isHere = new URL(urls[0] ?? "").hostname === "127.0.0.1";
    const localAddress = isHere ? `127.0.0.${process + 2}` : undefined;
    return { urls, couponId, authorization, localAddress };
  });
}
