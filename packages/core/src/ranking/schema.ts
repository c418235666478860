import { z } from "zod";
import { instant, won } from "../values.ts";

export const topProductsOutput = z.object({
  items: z.array(
    z.object({
      rank: z.int(),
      productId: z.string(),
      name: z.string(),
      nameEn: z.string(),
      price: won,
      imageUrl: z.string().nullable(),
      soldQuantity: z.int(),
    }),
  ),
  windowStart: instant.nullable(),
  windowEnd: instant.nullable(),
  aggregatedAt: instant.nullable(),
});

export type TopProducts = z.output<typeof topProductsOutput>;
