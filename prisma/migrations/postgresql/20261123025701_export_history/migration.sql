-- AlterTable
ALTER TABLE "coupon_campaigns" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1,
    ADD CONSTRAINT "coupon_campaigns_version_check" CHECK ("version" >= 1);

-- CreateTable
CREATE TABLE "export_attempts" (
    "id" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "started_at" TIMESTAMP(3) NOT NULL,
    "ended_at" TIMESTAMP(3),
    "response_status" INTEGER,
    "response" TEXT,
    "error" TEXT,

    CONSTRAINT "export_attempts_number_check" CHECK ("number" >= 1),
    CONSTRAINT "export_attempts_end_check" CHECK ("ended_at" IS NOT NULL OR ("error" IS NULL AND "response_status" IS NULL AND "response" IS NULL)),
    CONSTRAINT "export_attempts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "export_samples" (
    "at" TIMESTAMP(3) NOT NULL,
    "waiting" INTEGER NOT NULL,
    "dead" INTEGER NOT NULL,
    "lag_seconds" INTEGER NOT NULL,

    CONSTRAINT "export_samples_pkey" PRIMARY KEY ("at"),
    CONSTRAINT "export_samples_check" CHECK ("waiting" >= 0 AND "dead" >= 0 AND "lag_seconds" >= 0)
);

-- CreateIndex
CREATE INDEX "export_attempts_event_id_started_at_idx" ON "export_attempts"("event_id", "started_at");

-- AddForeignKey
ALTER TABLE "export_attempts" ADD CONSTRAINT "export_attempts_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "outbox_events"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
