import { chainCampaign } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { rememberKey } from "./log-keys.ts";
import type { Receipt } from "./schema.ts";
import type { Signer } from "./signer.ts";

/** A holder's line in a campaign's log. */
export interface HeldLine {
  number: number;
  salt: string;
  hash: string;
}

/** The receipt of a line. {@link rememberKey} comes first. */
export async function signReceipt(
  signer: Signer,
  couponId: string,
  { number, salt, hash }: HeldLine,
): Promise<Receipt> {
  const signature = await signer.sign(["sunchak-receipt-v1", couponId, number, hash]);
  return { number, salt, hash, signature, keyId: signer.keyId };
}

/**
 * The receipt of a shopper's own coupon.
 * @throws DomainError NOT_FOUND
 */
export async function getReceipt(
  deps: Pick<Deps, "db" | "signer" | "clock">,
  { issuedCouponId, userId }: { issuedCouponId: string; userId: string },
): Promise<Receipt> {
  const find = () =>
    deps.db.client.issuedCoupon.findFirst({ where: { id: issuedCouponId, userId } });
  let coupon = isId(issuedCouponId) ? await find() : null;
  if (coupon && !isChained(coupon)) {
    await chainCampaign(deps.db, coupon.campaignId);
    coupon = await find();
  }
  if (!coupon || !isChained(coupon)) throw notFound("issued coupon");
  await rememberKey(deps);
  return signReceipt(deps.signer, coupon.campaignId, coupon);
}

/** False for a coupon that a version without the log has issued while it runs beside this one. */
export const isChained = <Row extends { [Field in keyof HeldLine]: HeldLine[Field] | null }>(
  row: Row,
): row is Row & HeldLine => row.number !== null;
