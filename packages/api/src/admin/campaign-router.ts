import {
  byId,
  closeCampaign,
  createCampaign,
  createCampaignInput,
  extendCampaign,
  extendCampaignInput,
  getAdminCampaign,
  listAdminCampaigns,
  listAdminCampaignsInput,
  listHolders,
  listHoldersInput,
  pauseCampaign,
  resumeCampaign,
  updateCampaign,
  updateCampaignInput,
} from "@sunchak/core";
import { adminChange, adminProcedure, router } from "../trpc.ts";

export const campaignRouter = router({
  list: adminProcedure
    .input(listAdminCampaignsInput)
    .query(({ ctx, input }) => listAdminCampaigns(ctx.deps, input)),
  get: adminProcedure.input(byId).query(({ ctx, input }) => getAdminCampaign(ctx.deps, input)),
  create: adminChange(createCampaignInput, createCampaign),
  update: adminChange(updateCampaignInput, updateCampaign),
  extend: adminChange(extendCampaignInput, extendCampaign),
  pause: adminChange(byId, pauseCampaign),
  resume: adminChange(byId, resumeCampaign),
  close: adminChange(byId, closeCampaign),
  holders: adminProcedure
    .input(listHoldersInput)
    .query(({ ctx, input }) => listHolders(ctx.deps, input)),
});
