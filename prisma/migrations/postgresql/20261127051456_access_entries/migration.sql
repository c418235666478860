-- CreateTable
CREATE TABLE "access_entries" (
    "id" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "actor_id" TEXT,
    "action" TEXT NOT NULL,
    "subject_type" TEXT,
    "subject_id" TEXT,
    "address" TEXT,
    "reason" TEXT,

    CONSTRAINT "access_entries_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "access_entries_actor_id_id_idx" ON "access_entries"("actor_id", "id");

-- CreateIndex
CREATE INDEX "access_entries_action_id_idx" ON "access_entries"("action", "id");

-- CreateIndex
CREATE INDEX "access_entries_subject_type_subject_id_id_idx" ON "access_entries"("subject_type", "subject_id", "id");
