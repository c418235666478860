ALTER TABLE "coupon_campaigns" ADD COLUMN "head_number" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "head_hash" TEXT,
    ADD CONSTRAINT "coupon_campaigns_head_check" CHECK ("head_number" >= 0 AND ("head_number" = 0) = ("head_hash" IS NULL));

-- Null until the coupons that are issued already are chained, which needs SHA-256.
ALTER TABLE "issued_coupons" ADD COLUMN "number" INTEGER,
    ADD COLUMN "door" TEXT,
    ADD COLUMN "arrived_at" TEXT,
    ADD COLUMN "salt" TEXT,
    ADD COLUMN "holder" TEXT,
    ADD COLUMN "hash" TEXT,
    ADD CONSTRAINT "issued_coupons_line_check" CHECK (("number" IS NULL AND "door" IS NULL AND "arrived_at" IS NULL AND "salt" IS NULL AND "holder" IS NULL AND "hash" IS NULL) OR ("number" IS NOT NULL AND "number" >= 1 AND "door" IS NOT NULL AND "arrived_at" IS NOT NULL AND "salt" IS NOT NULL AND "holder" IS NOT NULL AND "hash" IS NOT NULL));

CREATE UNIQUE INDEX "issued_coupons_campaign_id_number_key" ON "issued_coupons"("campaign_id", "number");

CREATE TABLE "log_keys" (
    "id" TEXT NOT NULL,
    "public_key" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "log_keys_pkey" PRIMARY KEY ("id")
);
