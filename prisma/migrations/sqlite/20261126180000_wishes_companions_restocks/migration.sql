-- AlterTable
ALTER TABLE "products" ADD COLUMN "restocked_at" DATETIME;
ALTER TABLE "products" ADD COLUMN "specs" TEXT NOT NULL DEFAULT '';
ALTER TABLE "products" ADD COLUMN "specs_en" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "companion_lists" (
    "product_id" TEXT NOT NULL PRIMARY KEY,
    "window_end" DATETIME NOT NULL,
    "entries" JSONB NOT NULL
);

-- CreateTable
CREATE TABLE "wished_products" (
    "user_id" TEXT NOT NULL,
    "product_id" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL,

    PRIMARY KEY ("user_id", "product_id"),
    CONSTRAINT "wished_products_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "wished_products_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- A partial index, which the models cannot hold: a payment does not touch it.
CREATE INDEX "products_restocked_at_idx" ON "products" ("restocked_at") WHERE "restocked_at" IS NOT NULL;
