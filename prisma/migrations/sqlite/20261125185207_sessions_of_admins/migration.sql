-- AlterTable
ALTER TABLE "sessions" ADD COLUMN "password_given_at" DATETIME;

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN "won_without_password" BIGINT NOT NULL DEFAULT 0;

-- CreateIndex
CREATE INDEX "sessions_expires_at_idx" ON "sessions"("expires_at");
