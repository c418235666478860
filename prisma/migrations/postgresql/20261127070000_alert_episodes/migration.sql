-- CreateTable
CREATE TABLE "alert_episodes" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject_id" TEXT,
    "open_key" TEXT,
    "since" TIMESTAMP(3) NOT NULL,
    "told_at" TIMESTAMP(3),
    "ended_at" TIMESTAMP(3),

    CONSTRAINT "alert_episodes_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "alert_episodes_open_key_key" ON "alert_episodes"("open_key");

-- CreateIndex
CREATE INDEX "alert_episodes_ended_at_idx" ON "alert_episodes"("ended_at");
