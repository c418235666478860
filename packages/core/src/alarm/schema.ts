import { z } from "zod";
import { contentLanguages } from "../values.ts";

/** What an alarm waits for: that a campaign opens, or that a product is in stock again. */
export const alarmKinds = ["drop", "restock"] as const;
export type AlarmKind = (typeof alarmKinds)[number];

/** The campaign or product of an alarm. */
const subject = { kind: z.enum(alarmKinds), id: z.string() };

/** Bytes in base64url without padding: `length` characters. */
const bytes = (length: number) => z.string().regex(new RegExp(`^[\\w-]{${length}}$`));

/** `device` is what a browser's subscription to its push service says. */
export const setAlarmInput = z.strictObject({
  ...subject,
  device: z.strictObject({
    // As it is requested: in ASCII, and without U+0000.
    endpoint: z.url({ protocol: /^https?$/, normalize: true }).max(2_000),
    p256dh: bytes(87),
    auth: bytes(22),
  }),
  language: z.enum(contentLanguages),
});

/** `deviceId` is what setting an alarm answered. */
export const alarmOfDevice = z.strictObject({ ...subject, deviceId: z.string() });

export type SetAlarm = z.output<typeof setAlarmInput>;
export type AlarmOfDevice = z.output<typeof alarmOfDevice>;
