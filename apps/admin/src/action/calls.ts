import { api } from "@/trpc/browser.ts";

/** The key under which a change has one effect. */
type Keyed = { idempotencyKey: string };
type Id = Keyed & { id: string };
type Ids = Keyed & { ids: string[] };

/** What an admin can do by one confirmed press. Each name is also the key of its texts. */
export const calls = {
  archive: (input: Ids) => api.product.archive.mutate(input),
  restore: (input: Ids) => api.product.restore.mutate(input),
  pauseCampaign: (input: Id) => api.campaign.pause.mutate(input),
  resumeCampaign: (input: Id) => api.campaign.resume.mutate(input),
  closeCampaign: (input: Id) => api.campaign.close.mutate(input),
  ban: (input: Id, reason: string) => api.user.ban.mutate({ ...input, reason }),
  unban: (input: Id) => api.user.unban.mutate(input),
  makeAdmin: (input: Id) => api.user.setRole.mutate({ ...input, role: "admin" }),
  makeShopper: (input: Id) => api.user.setRole.mutate({ ...input, role: "user" }),
  replay: (input: Ids) => api.export.replay.mutate(input),
  replayAllDead: (input: Keyed) => api.export.replayAllDead.mutate(input),
  retryAllWaiting: (input: Keyed) => api.export.retryAllWaiting.mutate(input),
  pauseExports: (input: Keyed) => api.export.setPaused.mutate({ ...input, paused: true }),
  resumeExports: (input: Keyed) => api.export.setPaused.mutate({ ...input, paused: false }),
  aggregate: (input: Keyed) => api.ranking.aggregate.mutate(input),
  checkInvariants: (input: Keyed) => api.invariant.check.mutate(input),
} as const;

export type CallName = keyof typeof calls;

/** Calls that ask for a reason. */
export const withReason: ReadonlySet<CallName> = new Set(["ban"]);

/** Calls that take nothing away, so that one press is enough. */
export const atOnce: ReadonlySet<CallName> = new Set([
  "aggregate",
  "checkInvariants",
  "retryAllWaiting",
]);
