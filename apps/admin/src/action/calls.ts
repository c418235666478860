import type { AdminCall } from "@sunchak/core/schema";
import type { AdminApi } from "@/trpc/client.tsx";

/** The key under which a change has one effect. */
type Keyed = { idempotencyKey: string };
type Id = Keyed & { id: string };
type Ids = Keyed & { ids: string[] };

/** What an admin can do by one confirmed press. Each name is also the key of its texts. */
export const calls = {
  archive: (api, input: Ids) => api.product.archive.mutate(input),
  restore: (api, input: Ids) => api.product.restore.mutate(input),
  pauseCampaign: (api, input: Id) => api.campaign.pause.mutate(input),
  resumeCampaign: (api, input: Id) => api.campaign.resume.mutate(input),
  closeCampaign: (api, input: Id) => api.campaign.close.mutate(input),
  ban: (api, input: Id, reason) => api.user.ban.mutate({ ...input, reason }),
  unban: (api, input: Id) => api.user.unban.mutate(input),
  leaveStaff: (api, input: Id, reason) =>
    api.user.setRole.mutate({ ...input, role: "user", reason }),
  resetSecondFactor: (api, input: Id, reason) =>
    api.user.resetSecondFactor.mutate({ ...input, reason }),
  revokeInvitation: (api, input: Id, reason) =>
    api.team.revokeInvitation.mutate({ ...input, reason }),
  endSession: (api, input: Id) => api.account.endSession.mutate(input),
  endOtherSessions: (api, input: Keyed) => api.account.endOtherSessions.mutate(input),
  replay: (api, input: Ids) => api.export.replay.mutate(input),
  replayAllDead: (api, input: Keyed) => api.export.replayAllDead.mutate(input),
  retryAllWaiting: (api, input: Keyed) => api.export.retryAllWaiting.mutate(input),
  pauseExports: (api, input: Keyed) => api.export.setPaused.mutate({ ...input, paused: true }),
  resumeExports: (api, input: Keyed) => api.export.setPaused.mutate({ ...input, paused: false }),
  replayAlert: (api, input: Id) => api.alert.replay.mutate(input),
  aggregate: (api, input: Keyed) => api.ranking.aggregate.mutate(input),
  checkInvariants: (api, input: Keyed) => api.invariant.check.mutate(input),
} satisfies Record<string, (api: AdminApi, input: never, reason: string) => Promise<unknown>>;

export type CallName = keyof typeof calls;

/** A call, when TypeScript can't tell which one. */
export type AnyCall = (api: AdminApi, input: object, reason: string) => Promise<unknown>;

/** The procedure of each, for which the admin needs a role. */
export const procedureOf: Record<CallName, AdminCall> = {
  archive: "product.archive",
  restore: "product.restore",
  pauseCampaign: "campaign.pause",
  resumeCampaign: "campaign.resume",
  closeCampaign: "campaign.close",
  ban: "user.ban",
  unban: "user.unban",
  leaveStaff: "user.setRole",
  resetSecondFactor: "user.resetSecondFactor",
  revokeInvitation: "team.revokeInvitation",
  endSession: "account.endSession",
  endOtherSessions: "account.endOtherSessions",
  replay: "export.replay",
  replayAllDead: "export.replayAllDead",
  retryAllWaiting: "export.retryAllWaiting",
  pauseExports: "export.setPaused",
  resumeExports: "export.setPaused",
  replayAlert: "alert.replay",
  aggregate: "ranking.aggregate",
  checkInvariants: "invariant.check",
};

/** Calls that ask for a reason. */
export const withReason: ReadonlySet<CallName> = new Set([
  "ban",
  "leaveStaff",
  "resetSecondFactor",
  "revokeInvitation",
]);

/** Calls that take nothing away, so that one press is enough. */
export const atOnce: ReadonlySet<CallName> = new Set([
  "aggregate",
  "endSession",
  "endOtherSessions",
  "checkInvariants",
  "retryAllWaiting",
]);

/** Calls whose effect nothing in the admin app takes back. */
export const isFinal: ReadonlySet<CallName> = new Set(["closeCampaign", "resetSecondFactor"]);

/** The call that takes another's effect back. */
export const undoneBy: { [Name in CallName]?: CallName } = {
  archive: "restore",
  restore: "archive",
  pauseCampaign: "resumeCampaign",
  resumeCampaign: "pauseCampaign",
  ban: "unban",
  pauseExports: "resumeExports",
  resumeExports: "pauseExports",
};
