import {
  byId,
  findBeside,
  getProduct,
  getRisingProducts,
  getTopProducts,
  listCategories,
  listProducts,
  listProductsInput,
  listRestockedProducts,
  listSitemapPart,
  listSitemapStarts,
  listSomeProducts,
  productDetailOutput,
  productOutput,
  productPageOutput,
  risingProductsInput,
  someProductsInput,
  suggestionsOutput,
  suggestProducts,
  suggestProductsInput,
  topProductsInput,
  topProductsOutput,
} from "@sunchak/core";
import { z } from "zod";
import { publicProcedure, router } from "../trpc.ts";

/** Products, as shoppers and outside clients see them. */
export const productRouter = router({
  list: publicProcedure
    .meta({
      rest: {
        method: "GET",
        path: "/products",
        output: productPageOutput.extend({
          items: z.array(productOutput.omit({ nameEn: true })),
        }),
        tag: "products",
        summary: "Searches, filters and pages through the products, with their live stock",
      },
    })
    .input(listProductsInput)
    .query(({ ctx, input }) => listProducts(ctx.deps, input)),
  suggest: publicProcedure
    .meta({
      rest: {
        method: "GET",
        path: "/products/suggest",
        output: suggestionsOutput,
        tag: "products",
        summary: "Suggests products for what is being typed, by their names",
      },
    })
    .input(suggestProductsInput)
    .query(({ ctx, input }) => suggestProducts(ctx.deps, input)),
  top: publicProcedure
    .meta({
      rest: {
        method: "GET",
        path: "/products/top",
        output: topProductsOutput.extend({
          items: z.array(topProductsOutput.shape.items.element.omit({ nameEn: true })),
        }),
        tag: "products",
        summary:
          "The best sellers of the last days, of the shop or of a category, as of the last aggregation",
      },
    })
    .input(topProductsInput.prefault({}))
    .query(({ ctx, input }) => getTopProducts(ctx.deps, input)),
  rising: publicProcedure
    .input(risingProductsInput.prefault({}))
    .query(({ ctx, input }) => getRisingProducts(ctx.deps, input)),
  get: publicProcedure
    .meta({
      rest: {
        method: "GET",
        path: "/products/{id}",
        output: productDetailOutput.omit({ specs: true, specsEn: true }),
        tag: "products",
        summary: "A product with its live stock",
        errors: ["NOT_FOUND"],
      },
    })
    .input(byId)
    .query(({ ctx, input }) => getProduct(ctx.deps, input)),
  /** For a browser that remembers ids alone, as its cart does. */
  some: publicProcedure
    .input(someProductsInput)
    .query(({ ctx, input }) => listSomeProducts(ctx.deps, input)),
  restocked: publicProcedure.query(({ ctx }) => listRestockedProducts(ctx.deps)),
  beside: publicProcedure.input(byId).query(({ ctx, input }) => findBeside(ctx.deps, input)),
  categories: publicProcedure.query(({ ctx }) => listCategories(ctx.deps)),
  sitemapStarts: publicProcedure.query(({ ctx }) => listSitemapStarts(ctx.deps)),
  sitemapPart: publicProcedure
    .input(z.strictObject({ from: z.string() }))
    .query(({ ctx, input }) => listSitemapPart(ctx.deps, input)),
});
