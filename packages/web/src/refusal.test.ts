import { createTRPCClient, httpBatchLink } from "@trpc/client";
import type { AnyTRPCRouter } from "@trpc/server";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { fetchOrOffline } from "./offline.ts";
import {
  hasSessionEnded,
  ownOriginOf,
  pageAt,
  referenceOf,
  refusalOf,
  UnknownOutcome,
  untilAnswered,
} from "./refusal.ts";

/** The error that a page catches when a call gets this answer. */
async function failureOf(answer: () => Promise<Response>): Promise<unknown> {
  const links = [httpBatchLink<AnyTRPCRouter>({ url: "http://localhost/api/trpc", fetch: answer })];
  const client = createTRPCClient<AnyTRPCRouter>({ links }) as unknown as {
    order: { pay: { mutate(input: object): Promise<unknown> } };
  };
  return client.order.pay.mutate({}).catch((error: unknown) => error);
}

const error = { message: "Something went wrong.", code: -32603, data: { code: "INTERNAL" } };

test("a failed, refused or abandoned call has the id of its answer", async () => {
  const headers = { "x-request-id": "7KQ29XMPT4", "content-type": "application/json" };
  const failure = await failureOf(async () => Response.json([{ error }], { status: 500, headers }));
  expect(referenceOf(failure)).toBe("7KQ29XMPT4");
  expect(referenceOf(new UnknownOutcome("", { cause: failure }))).toBe("7KQ29XMPT4");
});

test("a call without an answer has no id", async () => {
  const failure = await failureOf(() => Promise.reject(new TypeError("Failed to fetch")));
  expect(referenceOf(failure)).toBeNull();
  expect(referenceOf(new UnknownOutcome("", { cause: failure }))).toBeNull();
});

describe("a call of an offline browser", () => {
  afterEach(() => vi.unstubAllGlobals());

  /** How a call ends that gets no answer while the browser calls itself online or not. */
  function endOf(failure: Error, isOnline: boolean[]) {
    const states = isOnline.values();
    vi.stubGlobal("navigator", {
      get onLine() {
        return states.next().value;
      },
    });
    vi.stubGlobal("fetch", () => Promise.reject(failure));
    return failureOf(() => fetchOrOffline("http://localhost/api/trpc"));
  }
  const failed = () => new TypeError("Failed to fetch");

  test("was not sent", async () => {
    expect(refusalOf(await endOf(failed(), [false, false]))).toEqual({
      code: "OFFLINE",
      details: {},
    });
  });

  test.each([
    ["the browser came online meanwhile", failed(), [false, true]],
    ["it was online at first", failed(), [true, false]],
    ["the call ran into its time limit", new DOMException("", "TimeoutError"), [false, false]],
  ])("may have been sent when %s", async (_, failure, isOnline) => {
    expect(refusalOf(await endOf(failure, isOnline))).toBeNull();
  });
});

describe("a call that moves money", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const refusal = (code: string) => Object.assign(new Error(code), { data: { code } });
  const noAnswer = new TypeError("Failed to fetch");

  /** How a call ends when its attempts get these answers, one after another. */
  async function endOf(answers: (Error | string)[], unknown = false) {
    const tries = answers.values();
    const call = async ({ idempotencyKey }: { idempotencyKey: string }) => {
      expect(idempotencyKey).toBe("key");
      const answer = tries.next().value ?? expect.fail("was tried once too often");
      if (answer instanceof Error) throw answer;
      return answer;
    };
    const end = untilAnswered(call, { idempotencyKey: "key" }, () => {}, unknown).catch(
      (error: unknown) => error,
    );
    await vi.runAllTimersAsync();
    return end;
  }

  test("is tried again until it is answered", async () => {
    expect(await endOf([noAnswer, refusal("INTERNAL"), "paid"])).toBe("paid");
  });

  test("was not made when its only try was refused, whatever the reason", async () => {
    for (const code of ["UNAUTHENTICATED", "RATE_LIMITED", "OUT_OF_STOCK"]) {
      const refused = refusal(code);
      expect(await endOf([refused])).toBe(refused);
    }
  });

  test("was not made when the shop refused it after an unanswered try", async () => {
    const refused = refusal("OUT_OF_STOCK");
    expect(await endOf([noAnswer, refused])).toBe(refused);
  });

  test("is tried again while the database is away, once a try was not answered", async () => {
    const away = refusal("TEMPORARILY_UNAVAILABLE");
    expect(await endOf([noAnswer, away, away, "paid"])).toBe("paid");
    expect(await endOf([away, "paid"], true)).toBe("paid");
    expect(await endOf([noAnswer, away, away, away, away])).toBeInstanceOf(UnknownOutcome);
    expect(await endOf([away])).toBe(away);
  });

  test("was not made by an offline browser, unless an earlier try may have been sent", async () => {
    const offline = refusal("OFFLINE");
    expect(await endOf([offline])).toBe(offline);
    expect(await endOf([noAnswer, offline, "paid"])).toBe("paid");
    expect(await endOf([offline, "paid"], true)).toBe("paid");
  });

  test.each(["UNAUTHENTICATED", "FORBIDDEN", "RATE_LIMITED"])(
    "has an unknown outcome when one try was not answered and the next only %s",
    async (code) => {
      const refused = refusal(code);
      const end = await endOf([noAnswer, refused]);
      expect(end).toBeInstanceOf(UnknownOutcome);
      expect(end).toHaveProperty("cause", refused);
      expect(hasSessionEnded(end)).toBe(code === "UNAUTHENTICATED");
      // The outcome is still unknown at the next press.
      expect(await endOf([refused], true)).toBeInstanceOf(UnknownOutcome);
    },
  );

  test("has an unknown outcome when no try is answered", async () => {
    const end = await endOf(Array.from({ length: 5 }, () => noAnswer));
    expect(end).toBeInstanceOf(UnknownOutcome);
    expect(hasSessionEnded(end)).toBe(false);
  });
});

test.each([
  ["FORBIDDEN", { allowedOrigin: "https://shop.example" }, "https://shop.example"],
  ["FORBIDDEN", {}, null],
  ["FORBIDDEN", { allowedOrigin: 7 }, null],
  ["RATE_LIMITED", { allowedOrigin: "https://shop.example" }, null],
])("a refusal %s with %j gives the shop's own origin as %s", (code, details, origin) =>
  expect(ownOriginOf({ code, details })).toBe(origin),
);

test.each([
  ["https://shop.example", "/en/orders?page=2", "https://shop.example/en/orders?page=2"],
  ["http://localhost:3000", "/", "http://localhost:3000/"],
  ["http://[::1]:3000/", "/", "http://[::1]:3000/"],
  ["https://shop.example/x?y#z", "//evil.example", "https://shop.example//evil.example"],
  ["javascript:alert(1)", "/", null],
  ["file:///etc", "/", null],
  ["shop.example", "/", null],
  ["", "/", null],
])("at the origin %j the page %j has the address %s", (origin, path, page) =>
  expect(pageAt(origin, path)).toBe(page),
);
