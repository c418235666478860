-- The CHECKs come with the last column, because SQLite adds none to a table that exists.
ALTER TABLE "coupon_campaigns" ADD COLUMN "head_number" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "coupon_campaigns" ADD COLUMN "head_hash" TEXT CONSTRAINT "coupon_campaigns_head_check" CHECK ("head_number" >= 0 AND ("head_number" = 0) = ("head_hash" IS NULL));

-- Null until the coupons that are issued already are chained, which needs SHA-256.
ALTER TABLE "issued_coupons" ADD COLUMN "number" INTEGER;
ALTER TABLE "issued_coupons" ADD COLUMN "door" TEXT;
ALTER TABLE "issued_coupons" ADD COLUMN "arrived_at" TEXT;
ALTER TABLE "issued_coupons" ADD COLUMN "salt" TEXT;
ALTER TABLE "issued_coupons" ADD COLUMN "holder" TEXT;
ALTER TABLE "issued_coupons" ADD COLUMN "hash" TEXT CONSTRAINT "issued_coupons_line_check" CHECK (("number" IS NULL AND "door" IS NULL AND "arrived_at" IS NULL AND "salt" IS NULL AND "holder" IS NULL AND "hash" IS NULL) OR ("number" IS NOT NULL AND "number" >= 1 AND "door" IS NOT NULL AND "arrived_at" IS NOT NULL AND "salt" IS NOT NULL AND "holder" IS NOT NULL AND "hash" IS NOT NULL));

CREATE UNIQUE INDEX "issued_coupons_campaign_id_number_key" ON "issued_coupons"("campaign_id", "number");

CREATE TABLE "log_keys" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "public_key" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL
);
