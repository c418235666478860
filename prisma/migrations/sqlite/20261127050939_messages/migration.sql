-- CreateTable
CREATE TABLE "messages" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "channel" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "secret" TEXT,
    "status" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" DATETIME NOT NULL,
    "claim_token" TEXT,
    "claimed_until" DATETIME,
    "ended_at" DATETIME,
    "last_error" TEXT,
    CONSTRAINT "messages_channel_check" CHECK ("channel" IN ('MAIL', 'WEBHOOK')),
    CONSTRAINT "messages_language_check" CHECK ("language" IN ('ko', 'en')),
    CONSTRAINT "messages_status_check" CHECK ("status" IN ('PENDING', 'SENT', 'DEAD')),
    CONSTRAINT "messages_ended_check" CHECK (("status" = 'PENDING') = ("ended_at" IS NULL) AND ("secret" IS NULL OR "ended_at" IS NULL)),
    CONSTRAINT "messages_claim_check" CHECK (("claim_token" IS NULL) = ("claimed_until" IS NULL) AND "attempts" >= 0)
);

-- CreateIndex
CREATE INDEX "messages_status_next_attempt_at_idx" ON "messages"("status", "next_attempt_at");

-- CreateIndex
CREATE INDEX "messages_recipient_id_idx" ON "messages"("recipient", "id");
