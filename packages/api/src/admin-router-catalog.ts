import {
  adjustStock,
  adjustStockInput,
  archiveProducts,
  byId,
  closeCampaign,
  createCampaign,
  createCampaignInput,
  createCategory,
  createCategoryInput,
  createProduct,
  createProductInput,
  getAdminCampaign,
  getAdminProduct,
  listAdminCampaigns,
  listAdminCampaignsInput,
  listAdminProducts,
  listAdminProductsInput,
  listAllCategories,
  listHolders,
  listHoldersInput,
  listStockJournal,
  pauseCampaign,
  productIdsInput,
  renameCategory,
  renameCategoryInput,
  restoreProducts,
  resumeCampaign,
  stockJournalInput,
  updateCampaign,
  updateCampaignInput,
  updateProduct,
  updateProductInput,
} from "@sunchak/core";
import { adminProcedure, router } from "./trpc.ts";

export const productRoutes = router({
  list: adminProcedure
    .input(listAdminProductsInput)
    .query(({ ctx, input }) => listAdminProducts(ctx.deps, input)),
  categories: adminProcedure.query(({ ctx }) => listAllCategories(ctx.deps)),
  createCategory: adminProcedure
    .input(createCategoryInput)
    .mutation(({ ctx, input }) => createCategory(ctx.deps, { ...input, actorId: ctx.actorId })),
  renameCategory: adminProcedure
    .input(renameCategoryInput)
    .mutation(({ ctx, input }) => renameCategory(ctx.deps, { ...input, actorId: ctx.actorId })),
  get: adminProcedure.input(byId).query(({ ctx, input }) => getAdminProduct(ctx.deps, input)),
  create: adminProcedure
    .input(createProductInput)
    .mutation(({ ctx, input }) => createProduct(ctx.deps, { ...input, actorId: ctx.actorId })),
  update: adminProcedure
    .input(updateProductInput)
    .mutation(({ ctx, input }) => updateProduct(ctx.deps, { ...input, actorId: ctx.actorId })),
  archive: adminProcedure
    .input(productIdsInput)
    .mutation(({ ctx, input }) => archiveProducts(ctx.deps, { ...input, actorId: ctx.actorId })),
  restore: adminProcedure
    .input(productIdsInput)
    .mutation(({ ctx, input }) => restoreProducts(ctx.deps, { ...input, actorId: ctx.actorId })),
  adjustStock: adminProcedure
    .input(adjustStockInput)
    .mutation(({ ctx, input }) => adjustStock(ctx.deps, { ...input, actorId: ctx.actorId })),
  stockJournal: adminProcedure
    .input(stockJournalInput)
    .query(({ ctx, input }) => listStockJournal(ctx.deps, input)),
});

export const campaignRoutes = router({
  list: adminProcedure
    .input(listAdminCampaignsInput)
    .query(({ ctx, input }) => listAdminCampaigns(ctx.deps, input)),
  get: adminProcedure.input(byId).query(({ ctx, input }) => getAdminCampaign(ctx.deps, input)),
  create: adminProcedure
    .input(createCampaignInput)
    .mutation(({ ctx, input }) => createCampaign(ctx.deps, { ...input, actorId: ctx.actorId })),
  update: adminProcedure
    .input(updateCampaignInput)
    .mutation(({ ctx, input }) => updateCampaign(ctx.deps, { ...input, actorId: ctx.actorId })),
  pause: adminProcedure
    .input(byId)
    .mutation(({ ctx, input }) => pauseCampaign(ctx.deps, { ...input, actorId: ctx.actorId })),
  resume: adminProcedure
    .input(byId)
    .mutation(({ ctx, input }) => resumeCampaign(ctx.deps, { ...input, actorId: ctx.actorId })),
  close: adminProcedure
    .input(byId)
    .mutation(({ ctx, input }) => closeCampaign(ctx.deps, { ...input, actorId: ctx.actorId })),
  holders: adminProcedure
    .input(listHoldersInput)
    .query(({ ctx, input }) => listHolders(ctx.deps, input)),
});
