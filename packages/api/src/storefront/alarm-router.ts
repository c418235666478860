import { alarmOfDevice, findAlarm, setAlarm, setAlarmInput, unsetAlarm } from "@sunchak/core";
import { publicProcedure, router, shopperProcedure } from "../trpc.ts";

/** Messages to the caller's devices: before a campaign opens, and when a product is back. */
export const alarmRouter = router({
  /** By which browsers subscribe; null when the shop sends no alarms. */
  key: publicProcedure.query(({ ctx }) => ({ publicKey: ctx.deps.push?.publicKey ?? null })),
  find: shopperProcedure
    .input(alarmOfDevice)
    .query(({ ctx, input }) => findAlarm(ctx.deps, { ...input, userId: ctx.userId })),
  set: shopperProcedure
    .input(setAlarmInput)
    .mutation(({ ctx, input }) => setAlarm(ctx.deps, { ...input, userId: ctx.userId })),
  unset: shopperProcedure
    .input(alarmOfDevice)
    .mutation(({ ctx, input }) => unsetAlarm(ctx.deps, { ...input, userId: ctx.userId })),
});
