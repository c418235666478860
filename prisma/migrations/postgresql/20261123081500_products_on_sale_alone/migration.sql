-- Lists and totals of what is on sale are then read from the index alone, however deep the page.
DROP INDEX "products_created_at_id_idx";
DROP INDEX "products_sold_quantity_id_idx";
DROP INDEX "products_category_created_at_id_idx";
CREATE INDEX "products_on_sale_created_at_idx" ON "products" ("created_at", "id") WHERE "archived_at" IS NULL;
CREATE INDEX "products_on_sale_sold_quantity_idx" ON "products" ("sold_quantity", "id") WHERE "archived_at" IS NULL;
CREATE INDEX "products_on_sale_category_idx" ON "products" ("category", "created_at", "id") WHERE "archived_at" IS NULL;
