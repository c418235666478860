import type { Transaction } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { DomainError, notFound } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import type { AlarmKind, AlarmOfDevice, SetAlarm } from "./schema.ts";

/** How many devices a shopper has at most; with one more, the oldest hears no more. */
export const MAX_DEVICES = 20;

/**
 * Has a device hear once that a campaign opens, or that a product is in stock again. Repeats change
 * nothing. A device belongs to whoever set an alarm on it last, and forgets those of others.
 * @returns by which id the shop knows the device.
 * @throws DomainError NOT_FOUND, or VALIDATION_FAILED for a push service that the shop does not
 * send to.
 */
export async function setAlarm(
  { db, clock, push }: Pick<Deps, "db" | "clock" | "push">,
  { userId, kind, id, device, language }: SetAlarm & { userId: string },
): Promise<{ deviceId: string }> {
  if (!push?.accepts(device.endpoint)) {
    throw new DomainError("VALIDATION_FAILED", "The shop sends nothing to this push service.");
  }
  return db.transaction(async (tx) => {
    await requireSubject(tx, kind, id);
    const { endpoint, ...keys } = device;
    await tx.alarm.deleteMany({ where: { device: { endpoint, userId: { not: userId } } } });
    const createdAt = clock.now();
    const { id: deviceId } = await tx.pushDevice.upsert({
      where: { endpoint },
      create: { id: newId(clock), userId, endpoint, ...keys, language, createdAt },
      update: { userId, ...keys, language },
      select: { id: true },
    });
    const { campaignId = null, productId = null } = subjectOf(kind, id);
    await tx.$executeRaw`
      INSERT INTO alarms (id, device_id, campaign_id, product_id, created_at, next_attempt_at)
      VALUES (${newId(clock)}, ${deviceId}, ${campaignId}, ${productId}, ${createdAt}, ${createdAt})
      ON CONFLICT DO NOTHING`;
    const old = await tx.pushDevice.findMany({
      where: { userId, id: { not: deviceId } },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      skip: MAX_DEVICES - 1,
      select: { id: true },
    });
    await tx.pushDevice.deleteMany({ where: { id: { in: old.map((one) => one.id) } } });
    return { deviceId };
  });
}

/** Takes back what {@link setAlarm} did; without effect when there is no such alarm. */
export async function unsetAlarm(
  { db }: Pick<Deps, "db">,
  asked: AlarmOfDevice & { userId: string },
): Promise<{ isSet: false }> {
  await db.transaction((tx) => tx.alarm.deleteMany({ where: alarmOf(asked) }));
  return { isSet: false };
}

/** Whether a device of the shopper waits for it. */
export async function findAlarm(
  { db }: Pick<Deps, "db">,
  asked: AlarmOfDevice & { userId: string },
): Promise<{ isSet: boolean }> {
  const alarm = await db.client.alarm.findFirst({ where: alarmOf(asked), select: { id: true } });
  return { isSet: alarm !== null };
}

const subjectOf = (kind: AlarmKind, id: string): { campaignId?: string; productId?: string } =>
  ({ drop: { campaignId: id }, restock: { productId: id } })[kind];

/** What is no id finds nothing, and does not reach the database. */
const alarmOf = ({ userId, deviceId, kind, id }: AlarmOfDevice & { userId: string }) => ({
  ...subjectOf(kind, isId(id) ? id : ""),
  device: { id: isId(deviceId) ? deviceId : "", userId },
});

async function requireSubject(tx: Transaction, kind: AlarmKind, id: string): Promise<void> {
  const query = { where: { id: isId(id) ? id : "" }, select: { id: true } };
  const found = await {
    drop: () => tx.couponCampaign.findUnique(query),
    restock: () => tx.product.findUnique({ ...query, where: { ...query.where, archivedAt: null } }),
  }[kind]();
  if (!found) throw notFound(kind === "drop" ? "coupon campaign" : "product");
}
