import {
  adjustStock,
  adjustStockInput,
  archiveProducts,
  byId,
  createCategory,
  createCategoryInput,
  createProduct,
  createProductInput,
  getAdminProduct,
  importProducts,
  importProductsInput,
  listAdminProducts,
  listAdminProductsInput,
  listAllCategories,
  listStockJournal,
  productIdsInput,
  renameCategory,
  renameCategoryInput,
  restoreProducts,
  stockJournalInput,
  updateProduct,
  updateProductInput,
} from "@sunchak/core";
import { adminChange, adminProcedure, router } from "../trpc.ts";

export const productRouter = router({
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
  import: adminChange(importProductsInput, importProducts),
  stockJournal: adminProcedure
    .input(stockJournalInput)
    .query(({ ctx, input }) => listStockJournal(ctx.deps, input)),
});
