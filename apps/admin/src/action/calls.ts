import { api } from "@/trpc/browser.ts";

/** What an admin can do by one confirmed press, by the name of its words in the messages. */
export const calls = {
  archive: (input: { ids: string[] }) => api.product.archive.mutate(input),
  restore: (input: { ids: string[] }) => api.product.restore.mutate(input),
  pauseCampaign: (input: { id: string }) => api.campaign.pause.mutate(input),
  resumeCampaign: (input: { id: string }) => api.campaign.resume.mutate(input),
  closeCampaign: (input: { id: string }) => api.campaign.close.mutate(input),
  ban: (input: { id: string }, reason: string) => api.user.ban.mutate({ ...input, reason }),
  unban: (input: { id: string }) => api.user.unban.mutate(input),
  makeAdmin: (input: { id: string }) => api.user.setRole.mutate({ ...input, role: "admin" }),
  makeShopper: (input: { id: string }) => api.user.setRole.mutate({ ...input, role: "user" }),
  replay: (input: { ids: string[] }) => api.export.replay.mutate(input),
  replayAllDead: (_: Record<never, never>) => api.export.replayAllDead.mutate(),
  retryAllWaiting: (_: Record<never, never>) => api.export.retryAllWaiting.mutate(),
  pauseExports: (_: Record<never, never>) => api.export.setPaused.mutate({ paused: true }),
  resumeExports: (_: Record<never, never>) => api.export.setPaused.mutate({ paused: false }),
  aggregate: (_: Record<never, never>) => api.ranking.aggregate.mutate(),
  checkInvariants: (_: Record<never, never>) => api.invariant.check.mutate(),
} as const;

export type CallName = keyof typeof calls;

/** Calls that ask why. */
export const withReason: ReadonlySet<CallName> = new Set(["ban"]);

/** Calls that take nothing away, so that one press is enough. */
export const atOnce: ReadonlySet<CallName> = new Set([
  "aggregate",
  "checkInvariants",
  "retryAllWaiting",
]);
