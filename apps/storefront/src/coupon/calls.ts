import type { StorefrontRouter } from "@sunchak/api";
import { CallError } from "@sunchak/web/refusal";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";

type Inputs = inferRouterInputs<StorefrontRouter>["coupon"];
type Outputs = inferRouterOutputs<StorefrontRouter>["coupon"];

/** Longer than any response of a healthy shop takes. */
const TIMEOUT_MS = 12_000;

/**
 * One call of a coupon procedure, typed by the router. A campaign's page must load at once, and this
 * code is a twentieth of the size of tRPC's own client. Two single calls do not need its batches.
 * @throws what `refusalOf` reads; anything else when there was no response.
 */
async function call<Name extends "get" | "issue">(
  name: Name,
  method: "GET" | "POST",
  input: Inputs[Name],
): Promise<Outputs[Name]> {
  const body = JSON.stringify(input);
  const query = method === "GET" ? `?input=${encodeURIComponent(body)}` : "";
  const response = await fetch(`/api/trpc/coupon.${name}${query}`, {
    method,
    signal: AbortSignal.timeout(TIMEOUT_MS),
    ...(method === "POST" && { body, headers: { "content-type": "application/json" } }),
  });
  const { result, error } = (await response.json()) as {
    result?: { data: Outputs[Name] };
    error?: { data: unknown };
  };
  if (result) return result.data;
  throw new CallError(error?.data, response);
}

export const getCampaign = (id: string) => call("get", "GET", { id });
/** @param idempotencyKey a repeat with the same key gets the coupon that the first call got. */
export const issueCoupon = (id: string, idempotencyKey: string) =>
  call("issue", "POST", { id, idempotencyKey });
