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
import { adminChange, adminProcedure, router } from "./trpc.ts";

export const productRoutes = router({
  list: adminProcedure
    .input(listAdminProductsInput)
    .query(({ ctx, input }) => listAdminProducts(ctx.deps, input)),
  categories: adminProcedure.query(({ ctx }) => listAllCategories(ctx.deps)),
  createCategory: adminChange(createCategoryInput, createCategory),
  renameCategory: adminChange(renameCategoryInput, renameCategory),
  get: adminProcedure.input(byId).query(({ ctx, input }) => getAdminProduct(ctx.deps, input)),
  create: adminChange(createProductInput, createProduct),
  update: adminChange(updateProductInput, updateProduct),
  archive: adminChange(productIdsInput, archiveProducts),
  restore: adminChange(productIdsInput, restoreProducts),
  adjustStock: adminChange(adjustStockInput, adjustStock),
  stockJournal: adminProcedure
    .input(stockJournalInput)
    .query(({ ctx, input }) => listStockJournal(ctx.deps, input)),
});

export const campaignRoutes = router({
  list: adminProcedure
    .input(listAdminCampaignsInput)
    .query(({ ctx, input }) => listAdminCampaigns(ctx.deps, input)),
  get: adminProcedure.input(byId).query(({ ctx, input }) => getAdminCampaign(ctx.deps, input)),
  create: adminChange(createCampaignInput, createCampaign),
  update: adminChange(updateCampaignInput, updateCampaign),
  pause: adminChange(byId, pauseCampaign),
  resume: adminChange(byId, resumeCampaign),
  close: adminChange(byId, closeCampaign),
  holders: adminProcedure
    .input(listHoldersInput)
    .query(({ ctx, input }) => listHolders(ctx.deps, input)),
});
