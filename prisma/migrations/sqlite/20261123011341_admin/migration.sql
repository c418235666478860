-- DropIndex
DROP INDEX "order_lines_product_id_idx";

-- DropIndex
DROP INDEX "stock_adjustments_product_id_created_at_idx";

-- CreateTable
CREATE TABLE "audit_entries" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "at" DATETIME NOT NULL,
    "actor_id" TEXT,
    "action" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "reason" TEXT
);

-- CreateTable
CREATE TABLE "settings" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL,
    "updated_at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "saved_views" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "user_id" TEXT NOT NULL,
    "list" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL,
    CONSTRAINT "saved_views_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "sales_hours" (
    "hour" DATETIME NOT NULL PRIMARY KEY,
    "sales" BIGINT NOT NULL,
    "orders" INTEGER NOT NULL,
    "refunds" BIGINT NOT NULL,
    "refund_orders" INTEGER NOT NULL,
    CONSTRAINT "sales_hours_amounts_check" CHECK ("sales" >= 0 AND "orders" >= 0 AND "refunds" >= 0 AND "refund_orders" >= 0)
);

-- CreateTable
CREATE TABLE "coupon_refusals" (
    "campaign_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    PRIMARY KEY ("campaign_id", "reason"),
    CONSTRAINT "coupon_refusals_count_check" CHECK ("count" > 0),
    CONSTRAINT "coupon_refusals_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "coupon_campaigns" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- AlterTable
ALTER TABLE "products" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1 CONSTRAINT "products_version_check" CHECK ("version" >= 1);

-- CreateIndex
CREATE INDEX "audit_entries_actor_id_id_idx" ON "audit_entries"("actor_id", "id");

-- CreateIndex
CREATE INDEX "audit_entries_action_id_idx" ON "audit_entries"("action", "id");

-- CreateIndex
CREATE INDEX "audit_entries_subject_type_subject_id_id_idx" ON "audit_entries"("subject_type", "subject_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "saved_views_user_id_list_name_key" ON "saved_views"("user_id", "list", "name");

-- CreateIndex
CREATE INDEX "issued_coupons_campaign_id_id_idx" ON "issued_coupons"("campaign_id", "id");

-- CreateIndex
CREATE INDEX "order_lines_product_id_order_id_idx" ON "order_lines"("product_id", "order_id");

-- CreateIndex
CREATE INDEX "stock_adjustments_product_id_id_idx" ON "stock_adjustments"("product_id", "id");

-- CreateIndex
CREATE INDEX "users_created_at_id_idx" ON "users"("created_at", "id");

-- Partial indexes, which the models cannot hold: small, and no cost to a payment.
CREATE INDEX "orders_ended_idx" ON "orders" ("status", "id") WHERE "status" IN ('CANCELLED', 'EXPIRED', 'REFUNDED');
CREATE INDEX "orders_refunded_at_idx" ON "orders" ("refunded_at") WHERE "refunded_at" IS NOT NULL;
CREATE INDEX "outbox_events_dead_idx" ON "outbox_events" ("id") WHERE "status" = 'DEAD';
CREATE INDEX "outbox_events_refunded_idx" ON "outbox_events" ("id") WHERE "type" = 'order.refunded';
