import { setTimeout as delay } from "node:timers/promises";
import { type Measure, measureOf } from "../measure.ts";
import type { Outcome } from "./browser.ts";
import { CLOCK } from "./clock.ts";
import { type Crowd, type Shoppers, withCrowd } from "./crowd.ts";
import { findFiles } from "./find-files.ts";
import { type Live, liveOf } from "./live.ts";

export interface Drop extends Shoppers {
  /**
   * How many of the shoppers watch the live count, and ask for their position while they wait: each
   * has two connections more.
   */
  watchers: number;
  /**
   * When it opens, as milliseconds since 1970. It is asked when all shoppers are there, and is then
   * at least {@link LEAD_MS} away.
   */
  opensAt(): Promise<number>;
  /** How much later than the opening the last shopper presses, in milliseconds. */
  spreadMs: number;
  /** Called once, when this share of the shoppers has a final answer. */
  interruption?: { share: number; interrupt(): void };
  /** The shop's CPU time so far, in milliseconds, and its memory, in bytes. */
  observe(): Usage;
  say(line: string): void;
}

interface Usage {
  cpu: number;
  memory: number;
}

/** A part of the rehearsal, and the shop's memory at its end, in bytes. */
interface Phase {
  measure: Measure;
  memory: number;
}

export interface Rehearsal {
  page: Phase;
  /** The page's scripts and styles. */
  files: Phase;
  /** What the page then asks of the API for a shopper who is signed in. */
  calls: Phase;
  streams: Phase;
  /** Each from the opening to the final answer. */
  answers: Phase;
  /** The questions for the position of those who wait. */
  positions: Measure;
  live: Live;
  /** In the order of the shoppers, like what each holds afterwards by the shop's own word. */
  outcomes: Outcome[];
  held: Outcome["coupon"][];
}

/** The shoppers read the clock within this time before the opening, in milliseconds. */
const READ_CLOCK_MS = 5_000;
export const LEAD_MS = READ_CLOCK_MS + 3_000;
/** How long watchers whose stream has ended may take to come back, in milliseconds. */
const COME_BACK_MS = 6_000;

/**
 * Plays a drop against a running shop, with shoppers as browsers are: each loads the page and its
 * scripts, watches the live count, reads the clock, presses when it opens, and again while the shop
 * is busy, until there is a final answer. The clocks of this machine and the shop have to agree.
 */
export const rehearse = (drop: Drop): Promise<Rehearsal> =>
  withCrowd(drop, (crowd) => play(drop, crowd), countAnswers(drop));

async function play(drop: Drop, crowd: Crowd): Promise<Rehearsal> {
  const { couponId, watchers, spreadMs, say } = drop;
  const path = `/coupons/${couponId}`;
  say("Loading the page…");
  const page = await measurePhase(drop, () => crowd.ask("load", [path]));
  const paths = await findFiles(new URL(path, drop.urlsOf(0)[0]).href);
  say(`Loading its ${paths.length} files…`);
  const files = await measurePhase(drop, () => crowd.ask("load", paths));
  const calls = await measurePhase(drop, () => crowd.ask("load", callsOf(couponId)));
  say("Opening the streams…");
  const streams = await measurePhase(drop, () => crowd.watch(watchers));
  const at = await drop.opensAt();
  say("Waiting for the opening…");
  await crowd.ask("readClock", READ_CLOCK_MS);
  const outcomes: Outcome[] = [];
  const { memory, measure } = await measurePhase(drop, async () => {
    outcomes.push(...(await crowd.ask("press", { at, spreadMs })));
    return outcomes.map(({ answeredAt }) => answeredAt - at);
  });
  await delay(COME_BACK_MS);
  const live = liveOf(await crowd.ask("watched", null), outcomes, at);
  say("Asking what everybody holds…");
  const held = await crowd.ask("held", couponId);
  const seconds = Math.max(...outcomes.map(({ answeredAt }) => answeredAt - at)) / 1000;
  const answers = { measure: { ...measure, perSecond: outcomes.length / seconds }, memory };
  const positions = measureOf(
    outcomes.flatMap((outcome) => outcome.positions),
    seconds,
  );
  return { page, files, calls, streams, answers, positions, live, outcomes, held };
}

/** What the storefront's page reads by itself, because its HTML is the same for everybody. */
const callsOf = (couponId: string) => [
  "/api/trpc/session.me",
  "/api/trpc/balance.get",
  `/api/trpc/coupon.held?campaign=${couponId}&input=${encodeURIComponent(JSON.stringify({ id: couponId }))}`,
  CLOCK,
];

/** Calls the interruption once, when enough answers were told. */
function countAnswers({ interruption, authorizations }: Drop): (count: number) => void {
  let left = interruption ? interruption.share * authorizations.length : Number.POSITIVE_INFINITY;
  return (count) => {
    const wasOpen = left > 0;
    left -= count;
    if (wasOpen && left <= 0) interruption?.interrupt();
  };
}

/** @param work answers how long each of its calls took, in milliseconds. */
async function measurePhase({ observe }: Drop, work: () => Promise<number[]>): Promise<Phase> {
  const before = observe();
  const begin = performance.now();
  const took = await work();
  const seconds = (performance.now() - begin) / 1000;
  const after = observe();
  const cpu = (after.cpu - before.cpu) / took.length;
  return { measure: { ...measureOf(took, seconds), cpu }, memory: after.memory };
}
