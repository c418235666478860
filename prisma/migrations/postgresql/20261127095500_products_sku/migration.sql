-- Visible characters of ASCII, as the app checks them.
ALTER TABLE "products" ADD COLUMN "sku" TEXT CONSTRAINT "products_sku_check" CHECK (length("sku") BETWEEN 1 AND 64);
ALTER TABLE "products" ADD COLUMN "low_stock" INTEGER CONSTRAINT "products_low_stock_check" CHECK ("low_stock" >= 0);

-- Unique whatever the case, and found by its beginning.
CREATE UNIQUE INDEX "products_sku_key" ON "products" (lower("sku") COLLATE "C");
