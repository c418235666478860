-- CreateTable
CREATE TABLE "push_devices" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "endpoint" TEXT NOT NULL,
    "p256dh" TEXT NOT NULL,
    "auth" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "push_devices_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "push_devices_language_check" CHECK ("language" IN ('ko', 'en'))
);

-- CreateTable
CREATE TABLE "alarms" (
    "id" TEXT NOT NULL,
    "device_id" TEXT NOT NULL,
    "campaign_id" TEXT,
    "product_id" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMP(3) NOT NULL,
    "claim_token" TEXT,
    "claimed_until" TIMESTAMP(3),

    CONSTRAINT "alarms_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "alarms_subject_check" CHECK (("campaign_id" IS NULL) <> ("product_id" IS NULL)),
    CONSTRAINT "alarms_claim_check" CHECK (("claim_token" IS NULL) = ("claimed_until" IS NULL) AND "attempts" >= 0)
);

-- CreateIndex
CREATE UNIQUE INDEX "push_devices_endpoint_key" ON "push_devices"("endpoint");

-- CreateIndex
CREATE INDEX "push_devices_user_id_created_at_idx" ON "push_devices"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "alarms_campaign_id_idx" ON "alarms"("campaign_id");

-- CreateIndex
CREATE INDEX "alarms_product_id_idx" ON "alarms"("product_id");

-- CreateIndex
CREATE UNIQUE INDEX "alarms_device_id_campaign_id_key" ON "alarms"("device_id", "campaign_id");

-- CreateIndex
CREATE UNIQUE INDEX "alarms_device_id_product_id_key" ON "alarms"("device_id", "product_id");

-- AddForeignKey
ALTER TABLE "push_devices" ADD CONSTRAINT "push_devices_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alarms" ADD CONSTRAINT "alarms_device_id_fkey" FOREIGN KEY ("device_id") REFERENCES "push_devices"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alarms" ADD CONSTRAINT "alarms_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "coupon_campaigns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alarms" ADD CONSTRAINT "alarms_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
