-- CreateTable
CREATE TABLE "export_attempts" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "event_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "started_at" DATETIME NOT NULL,
    "ended_at" DATETIME,
    "response_status" INTEGER,
    "response" TEXT,
    "error" TEXT,
    CONSTRAINT "export_attempts_number_check" CHECK ("number" >= 1),
    CONSTRAINT "export_attempts_end_check" CHECK ("ended_at" IS NOT NULL OR ("error" IS NULL AND "response_status" IS NULL AND "response" IS NULL)),
    CONSTRAINT "export_attempts_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "outbox_events" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "export_samples" (
    "at" DATETIME NOT NULL PRIMARY KEY,
    "waiting" INTEGER NOT NULL,
    "dead" INTEGER NOT NULL,
    "lag_seconds" INTEGER NOT NULL,
    CONSTRAINT "export_samples_check" CHECK ("waiting" >= 0 AND "dead" >= 0 AND "lag_seconds" >= 0)
);

-- AlterTable
ALTER TABLE "coupon_campaigns" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1 CONSTRAINT "coupon_campaigns_version_check" CHECK ("version" >= 1);

-- CreateIndex
CREATE INDEX "export_attempts_event_id_started_at_idx" ON "export_attempts"("event_id", "started_at");
