-- CreateTable
CREATE TABLE "ranking_slices" (
    "starts_at" TIMESTAMP(3) NOT NULL,
    "ends_at" TIMESTAMP(3) NOT NULL,
    "as_of" TIMESTAMP(3) NOT NULL,
    "sold" TEXT NOT NULL,

    CONSTRAINT "ranking_slices_pkey" PRIMARY KEY ("ends_at", "starts_at"),
    CONSTRAINT "ranking_slices_period_check" CHECK ("starts_at" < "ends_at" AND "ends_at" <= "as_of")
);
