-- CreateIndex
CREATE INDEX "alarms_next_attempt_at_idx" ON "alarms"("next_attempt_at");
