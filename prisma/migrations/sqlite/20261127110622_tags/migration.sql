-- CreateTable
CREATE TABLE "tags" (
    "subject_type" TEXT NOT NULL,
    "tag" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,

    PRIMARY KEY ("subject_type", "tag", "subject_id")
);

-- CreateIndex
CREATE INDEX "tags_subject_type_subject_id_idx" ON "tags"("subject_type", "subject_id");
