-- Every list by price shows what is on sale. Without the rest the index also counts them, which a
-- page's total needs, and costs a sale no more than before.
DROP INDEX "products_price_id_idx";
CREATE INDEX "products_on_sale_price_idx" ON "products" ("price", "id") WHERE "archived_at" IS NULL;
