import type { IncomingMessage } from "node:http";
import type { RequestInfo, Runtime } from "@sunchak/api";

/** The calls that may ask for a coupon: by plain HTTP, or by tRPC, alone or in a batch. */
const asksForCoupon = /^\/api\/(?:v1\/coupons\/[^/?]+\/issue(?:\?|$)|trpc\/[^?]*\bcoupon\.issue\b)/;

/**
 * Notes when a request for a coupon reached the process, and has it answered. One whose body comes
 * later arrives when it is whole, so that nobody holds up others by a slow body.
 */
export function noteArrival(
  { deps: { door } }: Pick<Runtime, "deps">,
  request: IncomingMessage,
  info: RequestInfo,
  answer: () => Promise<Response>,
): Promise<Response> {
  if (request.method !== "POST" || !asksForCoupon.test(request.url ?? "")) return answer();
  const arrive = () => {
    info.arrival = door.arrive();
  };
  const leave = () => {
    if (info.arrival) door.leave(info.arrival);
  };
  let isAnswered = false;
  arrive();
  // By then the parser has read all that came with the head.
  setImmediate(() => {
    if (request.complete) return;
    leave();
    // What is refused before its body is read gets read afterwards.
    request.once("end", () => isAnswered || arrive());
  });
  return answer().finally(() => {
    isAnswered = true;
    leave();
  });
}
