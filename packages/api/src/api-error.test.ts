import { DeliveryError, DomainError } from "@sunchak/core";
import { NotAskedError } from "@sunchak/lock";
import { expect, test } from "vitest";
import { apiErrorOf, TransportError } from "./api-error.ts";

/** The same module once more, as Next bundles it for pages and again for routes. */
const copyOf = (file: string) => import(/* @vite-ignore */ `${import.meta.dirname}/${file}?copy`);

test("every copy of the code recognises a refusal", async () => {
  const { DomainError: OtherDomainError } = await copyOf("../../core/src/errors.ts");
  const { TransportError: OtherTransportError } = await copyOf("api-error.ts");
  const domain = new OtherDomainError("COUPON_BUSY", "Try again.", { retryAfterSeconds: 1 });
  const transport = new OtherTransportError("RATE_LIMITED", "Later.", { retryAfterSeconds: 9 });
  expect(domain.constructor).not.toBe(DomainError);
  expect(transport.constructor).not.toBe(TransportError);
  for (const refusal of [domain, transport]) {
    const { code, message, details } = refusal;
    expect(apiErrorOf(refusal)).toEqual({ code, message, details });
  }
  expect(apiErrorOf(new Error("It broke."))).toMatchObject({ code: "INTERNAL" });
});

test("every copy of the code recognises the errors of a shared receiver and a shared lock", async () => {
  const { DeliveryError: OtherDelivery } = await copyOf("../../core/src/export/schema.ts");
  const { NotAskedError: OtherNotAsked } = await copyOf("../../lock/src/lock.ts");
  expect(OtherDelivery).not.toBe(DeliveryError);
  expect(OtherNotAsked).not.toBe(NotAskedError);
  expect(new OtherDelivery("It answered 503.")).toBeInstanceOf(DeliveryError);
  expect(new OtherNotAsked()).toBeInstanceOf(NotAskedError);
  expect(new Error("It broke.")).not.toBeInstanceOf(DeliveryError);
  expect(new Error("It broke.")).not.toBeInstanceOf(NotAskedError);
});
