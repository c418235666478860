import type { StorefrontRouter } from "@sunchak/api";
import { fetchOrOffline } from "@sunchak/web/offline";
import { CallError } from "@sunchak/web/refusal";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";

type Inputs = inferRouterInputs<StorefrontRouter>;
type Outputs = inferRouterOutputs<StorefrontRouter>;

/** Longer than any response of a healthy shop takes. */
const TIMEOUT_MS = 12_000;

/**
 * One call of a procedure, typed by the router. Pages that must load at once use it: it is a
 * twentieth of the size of tRPC's own client, and single calls do not need that client's batches.
 * @param query what a proxy may read in the address; the procedure does not.
 * @param signal ends the call; without one it waits at most 12 seconds.
 * @throws what `refusalOf` reads; anything else when there was no response.
 */
export async function call<Group extends keyof Outputs, Name extends keyof Outputs[Group] & string>(
  method: "GET" | "POST",
  path: readonly [Group, Name],
  input?: Inputs[Group][Name & keyof Inputs[Group]],
  query: Record<string, string> = {},
  signal = AbortSignal.timeout(TIMEOUT_MS),
): Promise<Outputs[Group][Name]> {
  const body = JSON.stringify(input);
  const search = new URLSearchParams(method === "GET" && body ? { ...query, input: body } : query);
  const response = await fetchOrOffline(`/api/trpc/${path.join(".")}?${search}`, {
    method,
    signal,
    ...(method === "POST" && { body, headers: { "content-type": "application/json" } }),
  });
  const { result, error } = (await response.json()) as {
    result?: { data: Outputs[Group][Name] };
    error?: { data: unknown };
  };
  if (result) return result.data;
  throw new CallError(error?.data, response);
}
