-- CreateTable
CREATE TABLE "report_periods" (
    "starts_at" TIMESTAMP(3) NOT NULL,
    "ends_at" TIMESTAMP(3) NOT NULL,
    "totals" TEXT NOT NULL,
    "products" TEXT NOT NULL,

    CONSTRAINT "report_periods_period_check" CHECK ("ends_at" > "starts_at"),
    CONSTRAINT "report_periods_pkey" PRIMARY KEY ("starts_at", "ends_at")
);

-- Payments and refunds are found by their orders.
CREATE INDEX "ledger_entries_without_order_idx" ON "ledger_entries" ("created_at") WHERE "order_id" IS NULL;
