import { createHash, createPublicKey, verify } from "node:crypto";
import {
  allAtOnce,
  expectInvariants,
  makeCampaign,
  makeShoppers,
  onEachDatabase,
  testDeps,
  times,
} from "@sunchak/testing";
import fc from "fast-check";
import { beforeEach, expect, it, test } from "vitest";
import { Door } from "./door.ts";
import { issueBatch } from "./issue-batch.ts";
import { issueCoupon } from "./issue-coupon.ts";
import { listLog } from "./list-log.ts";
import { listUserCoupons } from "./list-user-coupons.ts";
import { listLogKeys } from "./log-keys.ts";
import { getReceipt } from "./receipt.ts";
import type { CampaignLog, IssuedCoupon } from "./schema.ts";
import { createSigner } from "./signer.ts";

/** H of the spec, of parts joined by line feeds. */
const h = (...parts: unknown[]) => createHash("sha256").update(parts.join("\n")).digest("hex");

const RAW_KEY = Buffer.from("302a300506032b6570032100", "hex");
const isSigned = (publicKey: string, signature: string, ...parts: unknown[]) =>
  verify(
    null,
    Buffer.from(parts.join("\n")),
    createPublicKey({
      key: Buffer.concat([RAW_KEY, Buffer.from(publicKey, "base64url")]),
      format: "der",
      type: "spki",
    }),
    Buffer.from(signature, "base64url"),
  );

onEachDatabase((database) => {
  let deps: ReturnType<typeof testDeps>;
  beforeEach(() => {
    deps = testDeps(database());
  });

  const readLog = (campaignId: string) =>
    deps.db.client.issuedCoupon.findMany({ where: { campaignId }, orderBy: { number: "asc" } });

  /** Computes the whole log again by the spec's text, and returns its last hash. */
  async function expectChain(campaignId: string): Promise<string> {
    let hash = h("sunchak-drop-v1", campaignId);
    const lines = await readLog(campaignId);
    expect(lines.map(({ number }) => number)).toEqual(lines.map((_, i) => i + 1));
    for (const line of lines) {
      expect(line.arrivedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
      expect(Buffer.from(line.salt ?? "", "base64url")).toHaveLength(16);
      expect(line.holder).toBe(h(line.salt, line.id, line.userId));
      hash = h(hash, line.number, line.door, line.arrivedAt, line.holder);
      expect(line.hash).toBe(hash);
    }
    const { headNumber, headHash } = await deps.db.client.couponCampaign.findUniqueOrThrow({
      where: { id: campaignId },
    });
    expect([headNumber, headHash]).toEqual([lines.length, lines.length > 0 ? hash : null]);
    return hash;
  }

  test("whatever batches a campaign's coupons are issued in, each is one link of its chain", async () => {
    const batches = fc.array(fc.array(fc.nat(30), { minLength: 1, maxLength: 20 }), {
      minLength: 1,
      maxLength: 5,
    });
    const shoppers = await makeShoppers(deps, 31);
    const property = fc.asyncProperty(batches, fc.nat(40), async (drawn, totalQuantity) => {
      const id = await makeCampaign(deps, { totalQuantity: totalQuantity + 1 });
      for (const batch of drawn) {
        const requests = batch.map((n) => ({
          userId: shoppers[n] ?? "",
          arrivedAt: deps.clock.now().getTime(),
        }));
        await issueBatch(deps, id, requests);
      }
      await expectChain(id);
    });
    await fc.assert(property, { numRuns: 20 });
    await expectInvariants(deps);
  });

  test("two processes that issue at once make one chain without a gap", async () => {
    const doors = [new Door(), new Door()];
    const id = await makeCampaign(deps, { totalQuantity: 150 });
    const shoppers = await makeShoppers(deps, 200);
    // Each has its own lock, as when Redis is away.
    const processes = doors.map((door) => testDeps(database(), { door }));
    const { succeeded, refused } = await allAtOnce(
      shoppers.map((userId, i) => () => issueCoupon(processes[i % 2] ?? deps, { id, userId })),
    );
    expect([succeeded.length, refused]).toEqual([150, { COUPON_SOLD_OUT: 50 }]);
    expect(succeeded.map(({ number }) => number).sort((a, b) => a - b)).toEqual(
      times(150, (i) => i + 1),
    );
    await expectChain(id);
    expect(new Set((await readLog(id)).map(({ door }) => door))).toEqual(
      new Set(doors.map(({ name }) => name)),
    );
    await expectInvariants(deps);
  });

  it("answers a repeat byte for byte as before, and gives the receipt to the holder alone", async () => {
    const id = await makeCampaign(deps);
    const [userId = "", other = ""] = await makeShoppers(deps, 2);
    const press = () => issueCoupon(deps, { id, userId, idempotencyKey: "press" });
    const first = await press();
    expect(JSON.stringify(await press())).toBe(JSON.stringify(first));
    const { issuedCouponId } = first;
    expect(await getReceipt(deps, { issuedCouponId, userId })).toEqual(first.receipt);
    for (const asked of [
      { issuedCouponId, userId: other },
      { issuedCouponId: "x", userId },
      { issuedCouponId: "\u0000", userId },
    ]) {
      await expect(getReceipt(deps, asked)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    expect((await listUserCoupons(deps, { userId })).items).toMatchObject([{ number: 1 }]);
  });

  it("signs receipts that hold by the listed keys, and still lists a key that the shop no longer has", async () => {
    const id = await makeCampaign(deps);
    const [a = "", b = ""] = await makeShoppers(deps, 2);
    const later = testDeps(database(), { signer: createSigner({ secret: "another" }) });
    const coupons = [
      [a, await issueCoupon(deps, { id, userId: a })],
      [b, await issueCoupon(later, { id, userId: b })],
    ] satisfies [string, IssuedCoupon][];
    const { keys } = await listLogKeys(later);
    for (const [userId, { issuedCouponId, number, receipt }] of coupons) {
      expect(receipt.number).toBe(number);
      const [line] = await deps.db.client.issuedCoupon.findMany({
        where: { campaignId: id, number },
      });
      expect([receipt.hash, h(receipt.salt, issuedCouponId, userId)]).toEqual([
        line?.hash,
        line?.holder,
      ]);
      const key = keys.find(({ keyId }) => keyId === receipt.keyId)?.publicKey ?? "";
      const signed = ["sunchak-receipt-v1", id, number, receipt.hash];
      expect(isSigned(key, receipt.signature, ...signed)).toBe(true);
      expect(isSigned(key, receipt.signature, ...signed, "")).toBe(false);
    }
    expect(coupons.map(([, { receipt }]) => receipt.keyId)).toEqual([
      deps.signer.keyId,
      later.signer.keyId,
    ]);
  });

  it("lists the log page by page up to a signed head, which is signed before the first coupon too", async () => {
    const id = await makeCampaign(deps);
    const { keys } = await listLogKeys(deps);
    const expectSigned = ({ head }: CampaignLog, number: number, hash: string) => {
      expect(head).toMatchObject({ number, hash, keyId: deps.signer.keyId });
      const key = keys.find(({ keyId }) => keyId === head.keyId)?.publicKey ?? "";
      const signed = ["sunchak-head-v1", id, number, hash, head.signedAt];
      expect(isSigned(key, head.signature, ...signed)).toBe(true);
    };
    const empty = await listLog(deps, { id, after: 0, size: 1_000 });
    expect([empty.items, empty.nextAfter]).toEqual([[], null]);
    expectSigned(empty, 0, h("sunchak-drop-v1", id));

    for (const userId of await makeShoppers(deps, 5)) await issueCoupon(deps, { id, userId });
    const hash = await expectChain(id);
    const items: CampaignLog["items"] = [];
    const nexts: (number | null)[] = [];
    for (let after: number | null = 0; after !== null; ) {
      const page: CampaignLog = await listLog(deps, { id, after, size: 2 });
      expectSigned(page, 5, hash);
      items.push(...page.items);
      after = page.nextAfter;
      nexts.push(after);
    }
    expect(nexts).toEqual([2, 4, null]);
    const stored = (await readLog(id)).map(({ number, door, arrivedAt, holder, hash }) => ({
      ...{ number, door, arrivedAt, holder, hash },
    }));
    expect(items).toEqual(stored);
    expect((await listLog(deps, { id, after: 5, size: 2 })).nextAfter).toBeNull();
    expect((await listLog(deps, { id, after: 4, size: 1 })).nextAfter).toBeNull();
    for (const unknown of ["x", "\u0000"]) {
      const asked = listLog(deps, { id: unknown, after: 0, size: 1 });
      await expect(asked).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  });

  it("ends at its head at every moment of a rush", async () => {
    const id = await makeCampaign(deps, { totalQuantity: 100_000 });
    const shoppers = await makeShoppers(deps, 60);
    const heads = new Set<number>();
    let busy = true;
    // It ends when enough was read meanwhile, so a slow machine reads as much as a fast one.
    const rush = (async () => {
      for (const userId of shoppers) await issueCoupon(deps, { id, userId });
      while (heads.size < 5) {
        for (const userId of await makeShoppers(deps, 1)) await issueCoupon(deps, { id, userId });
      }
    })().finally(() => {
      busy = false;
    });
    while (busy) {
      const { items, nextAfter, head } = await listLog(deps, { id, after: 0, size: 1_000 });
      const end = items.at(-1) ?? { number: 0, hash: h("sunchak-drop-v1", id) };
      expect([end.number, end.hash, nextAfter]).toEqual([head.number, head.hash, null]);
      heads.add(head.number);
      await expectInvariants(deps);
    }
    await rush;
  });

  it("chains what a version without the log issues beside this one, and goes on after it", async () => {
    const id = await makeCampaign(deps, { totalQuantity: 10 });
    const [first = "", old = "", late = "", last = ""] = await makeShoppers(deps, 4);
    await issueCoupon(deps, { id, userId: first });
    const issuedAt = deps.clock.now();
    const issueAsBefore = async (userId: string) => {
      const data = { id: userId, campaignId: id, userId, issuedAt, expiresAt: issuedAt };
      await deps.db.client.issuedCoupon.create({ data });
      const issuedCount = { increment: 1 };
      await deps.db.client.couponCampaign.update({ where: { id }, data: { issuedCount } });
    };
    await issueAsBefore(old);
    expect((await listUserCoupons(deps, { userId: old })).items).toMatchObject([{ number: 2 }]);
    await issueAsBefore(late);
    expect((await issueCoupon(deps, { id, userId: last })).number).toBe(4);
    expect((await readLog(id)).map(({ userId, door }) => [userId, door])).toEqual([
      [first, deps.door.name],
      [old, "before"],
      [late, "before"],
      [last, deps.door.name],
    ]);
    await expectChain(id);
    expect(await getReceipt(deps, { issuedCouponId: late, userId: late })).toMatchObject({
      number: 3,
    });
  });
});
