import type { Transaction } from "@sunchak/db";
import type { z } from "zod";
import type { Deps } from "../deps.ts";

/** A client or a transaction. */
export type SettingClient = Pick<Transaction, "setting">;

/** A setting's value; null when it was never set, or when another version stored another shape. */
export async function readSetting<S extends z.ZodType>(
  client: SettingClient,
  key: string,
  schema: S,
): Promise<z.output<S> | null> {
  const row = await client.setting.findUnique({ where: { key } });
  if (!row) return null;
  const parsed = schema.safeParse(JSON.parse(row.value));
  return parsed.success ? parsed.data : null;
}

/** Stores a setting as JSON. */
export async function writeSetting(
  tx: SettingClient,
  deps: Pick<Deps, "clock">,
  key: string,
  value: unknown,
): Promise<void> {
  const data = { value: JSON.stringify(value), updatedAt: deps.clock.now() };
  await tx.setting.upsert({ where: { key }, create: { key, ...data }, update: data });
}
