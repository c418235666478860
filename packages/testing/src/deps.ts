import {
  checkInvariants,
  createSigner,
  type DataPlatform,
  type Deps,
  Door,
  type ExportBody,
} from "@sunchak/core";
import type { Database } from "@sunchak/db";
import { createLockDriver } from "@sunchak/lock";
import { expect } from "vitest";

/** A clock that stands still until it is moved. */
export class TestClock {
  #now: Date;

  constructor(now = new Date("2026-11-22T03:00:00.000Z")) {
    this.#now = now;
  }

  now(): Date {
    return new Date(this.#now);
  }

  set(now: Date): void {
    this.#now = now;
  }

  advance(milliseconds: number): void {
    this.#now = new Date(this.#now.getTime() + milliseconds);
  }
}

export interface TestDeps extends Deps {
  clock: TestClock;
  /** Event ids that were relayed, in order. */
  relayed: string[];
  /** Bodies that the data platform accepted, in order. */
  delivered: ExportBody[];
  /** Warnings and errors that were logged. */
  logged: { level: string; fields: Record<string, unknown>; message: string }[];
}

/** The tests' receiver of exports; all of them have the same destination. */
export const platformOf = (send: DataPlatform["send"]): DataPlatform => ({
  destination: "https://platform.test/orders",
  send,
});

/** The domain's real dependencies around a test's database. It records everything that goes out. */
export function testDeps(db: Database, overrides: Partial<Deps> = {}): TestDeps {
  const relayed: string[] = [];
  const delivered: ExportBody[] = [];
  const logged: TestDeps["logged"] = [];
  const logAs = (level: string) => (fields: Record<string, unknown>, message: string) => {
    logged.push({ level, fields, message });
  };
  const { clock = new TestClock() } = overrides;
  return {
    db,
    clock,
    lock: createLockDriver({ kind: "memory" }),
    door: new Door(() => clock.now().getTime()),
    signer: createSigner({ secret: "a secret of the tests" }),
    log: { info: () => {}, warn: logAs("warn"), error: logAs("error") },
    metrics: { count: () => {} },
    relay: { exportReady: (eventId) => relayed.push(eventId) },
    dataPlatform: platformOf(async (body) => {
      delivered.push(body);
      return { status: 200 };
    }),
    config: { maxBalance: 10_000_000, orderExpiresMinutes: 15, adminUrl: "https://admin.test" },
    ...overrides,
    relayed,
    delivered,
    logged,
  } as TestDeps;
}

/** Asserts that every invariant of the shop holds in the tables. */
export async function expectInvariants(deps: Pick<Deps, "db" | "config">): Promise<void> {
  const broken = (await checkInvariants(deps.db, deps.config)).filter((report) => !report.holds);
  expect(broken).toEqual([]);
}
