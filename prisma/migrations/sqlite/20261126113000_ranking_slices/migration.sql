-- CreateTable
CREATE TABLE "ranking_slices" (
    "starts_at" DATETIME NOT NULL,
    "ends_at" DATETIME NOT NULL,
    "as_of" DATETIME NOT NULL,
    "sold" TEXT NOT NULL,

    PRIMARY KEY ("ends_at", "starts_at"),
    CONSTRAINT "ranking_slices_period_check" CHECK ("starts_at" < "ends_at" AND "ends_at" <= "as_of")
);
