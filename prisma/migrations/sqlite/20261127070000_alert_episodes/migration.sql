-- CreateTable
CREATE TABLE "alert_episodes" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "subject_id" TEXT,
    "open_key" TEXT,
    "since" DATETIME NOT NULL,
    "told_at" DATETIME,
    "ended_at" DATETIME
);

-- CreateIndex
CREATE UNIQUE INDEX "alert_episodes_open_key_key" ON "alert_episodes"("open_key");

-- CreateIndex
CREATE INDEX "alert_episodes_ended_at_idx" ON "alert_episodes"("ended_at");
