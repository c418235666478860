import { createTRPCClient, httpBatchLink } from "@trpc/client";
import type { AnyTRPCRouter } from "@trpc/server";
import { expect, test } from "vitest";
import { referenceOf, UnknownOutcome } from "./refusal.ts";

/** What a page catches of a call that is answered so. */
async function failureOf(answer: () => Promise<Response>): Promise<unknown> {
  const links = [httpBatchLink<AnyTRPCRouter>({ url: "http://localhost/api/trpc", fetch: answer })];
  const client = createTRPCClient<AnyTRPCRouter>({ links }) as unknown as {
    order: { pay: { mutate(input: object): Promise<unknown> } };
  };
  return client.order.pay.mutate({}).catch((error: unknown) => error);
}

const error = { message: "Something went wrong.", code: -32603, data: { code: "INTERNAL" } };

test("a call that failed or was refused has the id of its answer, also when it was given up", async () => {
  const headers = { "x-request-id": "7KQ29XMPT4", "content-type": "application/json" };
  const failure = await failureOf(async () => Response.json([{ error }], { status: 500, headers }));
  expect(referenceOf(failure)).toBe("7KQ29XMPT4");
  expect(referenceOf(new UnknownOutcome("", { cause: failure }))).toBe("7KQ29XMPT4");
});

test("a call without an answer has none", async () => {
  const failure = await failureOf(() => Promise.reject(new TypeError("Failed to fetch")));
  expect(referenceOf(failure)).toBeNull();
  expect(referenceOf(new UnknownOutcome("", { cause: failure }))).toBeNull();
});
