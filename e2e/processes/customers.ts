import { createHmac, randomUUID } from "node:crypto";
import type { Deps } from "@sunchak/core";
import { type Json, makeShoppers } from "@sunchak/testing";
import { authSecret } from "../start-app.ts";

export interface Customer {
  userId: string;
  /** A bearer token of a session that has just begun. */
  token: string;
}

export interface Answer {
  status: number;
  /** The status, and the code if refused: `409 OUT_OF_STOCK`. */
  outcome: string;
  body: Json;
  retryAfterSeconds: number;
}

/** Signed-in shoppers with this balance. */
export async function makeCustomers(
  deps: Pick<Deps, "db" | "clock" | "config">,
  count: number,
  balance = 0,
): Promise<Customer[]> {
  return signIn(deps, await makeShoppers(deps, count, balance));
}

/** Starts a session for each user: at the storefront or, for admins, at the admin app. */
export async function signIn(
  deps: Pick<Deps, "db" | "clock">,
  userIds: string[],
  { passwordGivenAt }: { passwordGivenAt?: Date } = {},
): Promise<Customer[]> {
  const sessions = userIds.map((userId) => ({ userId, token: randomUUID().replaceAll("-", "") }));
  await deps.db.client.session.createMany({
    data: sessions.map(({ userId, token }) => ({
      id: randomUUID(),
      userId,
      token,
      passwordGivenAt,
      expiresAt: new Date(deps.clock.now().getTime() + 86_400_000),
    })),
  });
  const sign = (token: string) => createHmac("sha256", authSecret).update(token).digest("base64");
  return sessions.map(({ userId, token }) => ({ userId, token: `${token}.${sign(token)}` }));
}

/** One REST call to a server. @throws TypeError when the connection was lost */
export async function post(
  url: string,
  customer: Customer,
  path: string,
  { body, key }: { body?: unknown; key?: string } = {},
): Promise<Answer> {
  const response = await fetch(`${url}/api/v1${path}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${customer.token}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(key === undefined ? {} : { "idempotency-key": key }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const answered = await response.json();
  return {
    status: response.status,
    outcome: response.ok ? String(response.status) : `${response.status} ${answered.code}`,
    body: answered,
    retryAfterSeconds: Number(response.headers.get("retry-after")),
  };
}

/** Runs all calls, at most `limit` of them at any time. */
export async function inFlight<T>(limit: number, calls: (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  const waiting = calls.entries();
  await Promise.all(
    Array.from({ length: limit }, async () => {
      for (const [index, call] of waiting) results[index] = await call();
    }),
  );
  return results;
}

/** How often each outcome occurred. */
export const tally = (answers: Answer[]) => countOf(answers.map(({ outcome }) => outcome));

export function countOf(outcomes: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const outcome of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}
