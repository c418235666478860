import {
  invite,
  inviteInput,
  listStaff,
  makeResetLink,
  makeResetLinkInput,
  revokeInvitation,
  revokeInvitationInput,
} from "@sunchak/core";
import { adminChange, adminProcedure, router } from "../trpc.ts";

/** Who is on the staff, and how they get there. */
export const teamRouter = router({
  list: adminProcedure.query(({ ctx }) => listStaff(ctx.deps)),
  invite: adminChange(inviteInput, invite),
  revokeInvitation: adminChange(revokeInvitationInput, revokeInvitation),
  makeResetLink: adminChange(makeResetLinkInput, makeResetLink),
});
