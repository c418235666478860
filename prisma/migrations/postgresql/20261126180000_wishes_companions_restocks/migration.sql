-- AlterTable
ALTER TABLE "products" ADD COLUMN "restocked_at" TIMESTAMP(3),
ADD COLUMN "specs" TEXT NOT NULL DEFAULT '',
ADD COLUMN "specs_en" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "companion_lists" (
    "product_id" TEXT NOT NULL,
    "window_end" TIMESTAMP(3) NOT NULL,
    "entries" JSONB NOT NULL,

    CONSTRAINT "companion_lists_pkey" PRIMARY KEY ("product_id")
);

-- CreateTable
CREATE TABLE "wished_products" (
    "user_id" TEXT NOT NULL,
    "product_id" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "wished_products_pkey" PRIMARY KEY ("user_id","product_id")
);

-- AddForeignKey
ALTER TABLE "wished_products" ADD CONSTRAINT "wished_products_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wished_products" ADD CONSTRAINT "wished_products_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A partial index, which the models cannot hold: a payment does not touch it.
CREATE INDEX "products_restocked_at_idx" ON "products" ("restocked_at") WHERE "restocked_at" IS NOT NULL;
