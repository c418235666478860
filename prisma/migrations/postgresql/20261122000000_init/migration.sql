-- CreateTable
CREATE TABLE "users" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "role" TEXT NOT NULL DEFAULT 'user',
    "banned" BOOLEAN NOT NULL DEFAULT false,
    "ban_reason" TEXT,
    "ban_expires" TIMESTAMP(3),
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "expires_at" TIMESTAMP(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "impersonated_by" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_accounts" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMP(3),
    "refresh_token_expires_at" TIMESTAMP(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "auth_accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verifications" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMP(3) NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accounts" (
    "user_id" TEXT NOT NULL,
    "balance" BIGINT NOT NULL,
    "entry_count" INTEGER NOT NULL,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("user_id"),
    CONSTRAINT "accounts_balance_check" CHECK ("balance" BETWEEN 0 AND 9007199254740991),
    CONSTRAINT "accounts_entry_count_check" CHECK ("entry_count" >= 0)
);

-- CreateTable
CREATE TABLE "ledger_entries" (
    "user_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "balance_after" BIGINT NOT NULL,
    "order_id" TEXT,
    "reason" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ledger_entries_pkey" PRIMARY KEY ("user_id","number"),
    CONSTRAINT "ledger_entries_kind_check" CHECK ("kind" IN ('CHARGE', 'PAYMENT', 'REFUND', 'ADJUSTMENT')),
    CONSTRAINT "ledger_entries_amount_check" CHECK (("kind" IN ('CHARGE', 'REFUND') AND "amount" > 0) OR ("kind" = 'PAYMENT' AND "amount" < 0) OR ("kind" = 'ADJUSTMENT' AND "amount" <> 0)),
    CONSTRAINT "ledger_entries_balance_after_check" CHECK ("balance_after" >= 0),
    CONSTRAINT "ledger_entries_number_check" CHECK ("number" >= 1),
    CONSTRAINT "ledger_entries_order_check" CHECK (("kind" IN ('PAYMENT', 'REFUND')) = ("order_id" IS NOT NULL))
);

-- CreateTable
CREATE TABLE "products" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "description_en" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "price" BIGINT NOT NULL,
    "images" JSONB NOT NULL,
    "search_name" TEXT NOT NULL,
    "initial_stock" INTEGER NOT NULL,
    "stock" INTEGER NOT NULL,
    "sold_quantity" INTEGER NOT NULL DEFAULT 0,
    "archived_at" TIMESTAMP(3),
    "created_at" TIMESTAMP(3) NOT NULL,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "products_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "products_price_check" CHECK ("price" BETWEEN 0 AND 1000000000),
    CONSTRAINT "products_stock_check" CHECK ("stock" >= 0 AND "initial_stock" >= 0),
    CONSTRAINT "products_sold_quantity_check" CHECK ("sold_quantity" >= 0)
);

-- CreateTable
CREATE TABLE "stock_adjustments" (
    "id" TEXT NOT NULL,
    "product_id" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "actor_id" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "stock_adjustments_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "stock_adjustments_quantity_check" CHECK ("quantity" <> 0)
);

-- CreateTable
CREATE TABLE "coupon_campaigns" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "discount_type" TEXT NOT NULL,
    "discount_value" BIGINT NOT NULL,
    "max_discount" BIGINT,
    "min_order_amount" BIGINT NOT NULL,
    "total_quantity" INTEGER NOT NULL,
    "issued_count" INTEGER NOT NULL DEFAULT 0,
    "opens_at" TIMESTAMP(3) NOT NULL,
    "closes_at" TIMESTAMP(3) NOT NULL,
    "valid_hours" INTEGER NOT NULL,
    "paused_at" TIMESTAMP(3),
    "created_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "coupon_campaigns_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "coupon_campaigns_discount_check" CHECK (("discount_type" = 'FIXED' AND "discount_value" > 0 AND "max_discount" IS NULL) OR ("discount_type" = 'PERCENT' AND "discount_value" BETWEEN 1 AND 100 AND "max_discount" > 0)),
    CONSTRAINT "coupon_campaigns_issued_count_check" CHECK ("total_quantity" > 0 AND "issued_count" BETWEEN 0 AND "total_quantity"),
    CONSTRAINT "coupon_campaigns_window_check" CHECK ("opens_at" < "closes_at"),
    CONSTRAINT "coupon_campaigns_valid_hours_check" CHECK ("valid_hours" > 0 AND "min_order_amount" >= 0)
);

-- CreateTable
CREATE TABLE "issued_coupons" (
    "id" TEXT NOT NULL,
    "campaign_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "issued_at" TIMESTAMP(3) NOT NULL,
    "expires_at" TIMESTAMP(3) NOT NULL,
    "used_at" TIMESTAMP(3),

    CONSTRAINT "issued_coupons_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_events" (
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "occurred_at" TIMESTAMP(3) NOT NULL,
    "status" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMP(3) NOT NULL,
    "claim_token" TEXT,
    "claimed_until" TIMESTAMP(3),
    "delivered_at" TIMESTAMP(3),
    "last_error" TEXT,
    "response_status" INTEGER,

    CONSTRAINT "outbox_events_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "outbox_events_type_check" CHECK ("type" IN ('order.paid', 'order.refunded')),
    CONSTRAINT "outbox_events_status_check" CHECK ("status" IN ('PENDING', 'DELIVERED', 'DEAD') AND ("status" = 'DELIVERED') = ("delivered_at" IS NOT NULL)),
    CONSTRAINT "outbox_events_claim_check" CHECK (("claim_token" IS NULL) = ("claimed_until" IS NULL) AND "attempts" >= 0)
);

-- CreateTable
CREATE TABLE "orders" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "order_number" TEXT,
    "subtotal" BIGINT NOT NULL,
    "discount" BIGINT NOT NULL,
    "total" BIGINT NOT NULL,
    "issued_coupon_id" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL,
    "expires_at" TIMESTAMP(3) NOT NULL,
    "paid_at" TIMESTAMP(3),
    "closed_at" TIMESTAMP(3),
    "refunded_at" TIMESTAMP(3),

    CONSTRAINT "orders_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "orders_status_check" CHECK ("status" IN ('PENDING', 'PAID', 'CANCELLED', 'EXPIRED', 'REFUNDED')),
    CONSTRAINT "orders_total_check" CHECK ("subtotal" >= 0 AND "discount" >= 0 AND "total" >= 0 AND "total" = "subtotal" - "discount"),
    CONSTRAINT "orders_paid_check" CHECK (("status" IN ('PAID', 'REFUNDED')) = ("paid_at" IS NOT NULL) AND ("paid_at" IS NULL) = ("order_number" IS NULL)),
    CONSTRAINT "orders_closed_check" CHECK (("status" IN ('CANCELLED', 'EXPIRED')) = ("closed_at" IS NOT NULL)),
    CONSTRAINT "orders_refunded_check" CHECK (("status" = 'REFUNDED') = ("refunded_at" IS NOT NULL))
);

-- CreateTable
CREATE TABLE "order_lines" (
    "order_id" TEXT NOT NULL,
    "product_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "unit_price" BIGINT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "amount" BIGINT NOT NULL,

    CONSTRAINT "order_lines_pkey" PRIMARY KEY ("order_id","product_id"),
    CONSTRAINT "order_lines_quantity_check" CHECK ("quantity" BETWEEN 1 AND 99),
    CONSTRAINT "order_lines_amount_check" CHECK ("unit_price" >= 0 AND "amount" = "unit_price" * "quantity")
);

-- CreateTable
CREATE TABLE "payments" (
    "order_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "entry_number" INTEGER,
    "lines_ordered" INTEGER NOT NULL,
    "lines_settled" INTEGER NOT NULL,
    "coupons_held" INTEGER NOT NULL,
    "coupons_used" INTEGER NOT NULL,
    "paid_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "payments_pkey" PRIMARY KEY ("order_id"),
    CONSTRAINT "payments_amount_check" CHECK ("amount" >= 0),
    CONSTRAINT "payments_entry_check" CHECK (("amount" = 0) = ("entry_number" IS NULL)),
    CONSTRAINT "payments_lines_settled_check" CHECK ("lines_ordered" > 0 AND "lines_settled" = "lines_ordered"),
    CONSTRAINT "payments_coupons_used_check" CHECK ("coupons_held" BETWEEN 0 AND 1 AND "coupons_used" = "coupons_held")
);

-- CreateTable
CREATE TABLE "refunds" (
    "order_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "entry_number" INTEGER,
    "lines_ordered" INTEGER NOT NULL,
    "lines_restocked" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "actor_id" TEXT,
    "refunded_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "refunds_pkey" PRIMARY KEY ("order_id"),
    CONSTRAINT "refunds_amount_check" CHECK ("amount" >= 0),
    CONSTRAINT "refunds_entry_check" CHECK (("amount" = 0) = ("entry_number" IS NULL)),
    CONSTRAINT "refunds_lines_restocked_check" CHECK ("lines_ordered" > 0 AND "lines_restocked" = "lines_ordered")
);

-- CreateTable
CREATE TABLE "idempotency_records" (
    "user_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "response" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "idempotency_records_pkey" PRIMARY KEY ("user_id","key")
);

-- CreateTable
CREATE TABLE "ranking_snapshots" (
    "id" TEXT NOT NULL,
    "window_start" TIMESTAMP(3) NOT NULL,
    "window_end" TIMESTAMP(3) NOT NULL,
    "aggregated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ranking_snapshots_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "ranking_snapshots_window_check" CHECK ("window_start" < "window_end")
);

-- CreateTable
CREATE TABLE "ranking_entries" (
    "snapshot_id" TEXT NOT NULL,
    "rank" INTEGER NOT NULL,
    "product_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "price" BIGINT NOT NULL,
    "image_url" TEXT,
    "sold_quantity" INTEGER NOT NULL,
    "revenue" BIGINT NOT NULL,

    CONSTRAINT "ranking_entries_pkey" PRIMARY KEY ("snapshot_id","rank"),
    CONSTRAINT "ranking_entries_rank_check" CHECK ("rank" BETWEEN 1 AND 5),
    CONSTRAINT "ranking_entries_sold_quantity_check" CHECK ("sold_quantity" > 0 AND "revenue" >= 0)
);

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_token_key" ON "sessions"("token");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE INDEX "auth_accounts_user_id_idx" ON "auth_accounts"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "auth_accounts_provider_id_account_id_key" ON "auth_accounts"("provider_id", "account_id");

-- CreateIndex
CREATE INDEX "verifications_identifier_idx" ON "verifications"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_entries_order_id_kind_key" ON "ledger_entries"("order_id", "kind");

-- CreateIndex
CREATE INDEX "products_created_at_id_idx" ON "products"("created_at", "id");

-- CreateIndex
CREATE INDEX "products_price_id_idx" ON "products"("price", "id");

-- CreateIndex
CREATE INDEX "products_sold_quantity_id_idx" ON "products"("sold_quantity", "id");

-- CreateIndex
CREATE INDEX "products_category_created_at_id_idx" ON "products"("category", "created_at", "id");

-- CreateIndex
CREATE INDEX "stock_adjustments_product_id_created_at_idx" ON "stock_adjustments"("product_id", "created_at");

-- CreateIndex
CREATE INDEX "coupon_campaigns_closes_at_idx" ON "coupon_campaigns"("closes_at");

-- CreateIndex
CREATE INDEX "issued_coupons_user_id_issued_at_idx" ON "issued_coupons"("user_id", "issued_at");

-- CreateIndex
CREATE UNIQUE INDEX "issued_coupons_campaign_id_user_id_key" ON "issued_coupons"("campaign_id", "user_id");

-- CreateIndex
CREATE INDEX "outbox_events_status_next_attempt_at_idx" ON "outbox_events"("status", "next_attempt_at");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_events_order_id_type_key" ON "outbox_events"("order_id", "type");

-- CreateIndex
CREATE UNIQUE INDEX "orders_order_number_key" ON "orders"("order_number");

-- CreateIndex
CREATE INDEX "orders_user_id_id_idx" ON "orders"("user_id", "id");

-- CreateIndex
CREATE INDEX "orders_status_expires_at_idx" ON "orders"("status", "expires_at");

-- CreateIndex
CREATE INDEX "orders_paid_at_idx" ON "orders"("paid_at");

-- CreateIndex
CREATE INDEX "orders_issued_coupon_id_idx" ON "orders"("issued_coupon_id");

-- CreateIndex
CREATE INDEX "order_lines_product_id_idx" ON "order_lines"("product_id");

-- CreateIndex
CREATE UNIQUE INDEX "payments_user_id_entry_number_key" ON "payments"("user_id", "entry_number");

-- CreateIndex
CREATE UNIQUE INDEX "refunds_user_id_entry_number_key" ON "refunds"("user_id", "entry_number");

-- CreateIndex
CREATE INDEX "idempotency_records_created_at_idx" ON "idempotency_records"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "ranking_snapshots_window_end_key" ON "ranking_snapshots"("window_end");

-- CreateIndex
CREATE UNIQUE INDEX "ranking_entries_snapshot_id_product_id_key" ON "ranking_entries"("snapshot_id", "product_id");

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "auth_accounts" ADD CONSTRAINT "auth_accounts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "accounts"("user_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_adjustments" ADD CONSTRAINT "stock_adjustments_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "issued_coupons" ADD CONSTRAINT "issued_coupons_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "coupon_campaigns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "issued_coupons" ADD CONSTRAINT "issued_coupons_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox_events" ADD CONSTRAINT "outbox_events_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_issued_coupon_id_fkey" FOREIGN KEY ("issued_coupon_id") REFERENCES "issued_coupons"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payments" ADD CONSTRAINT "payments_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payments" ADD CONSTRAINT "payments_user_id_entry_number_fkey" FOREIGN KEY ("user_id", "entry_number") REFERENCES "ledger_entries"("user_id", "number") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_user_id_entry_number_fkey" FOREIGN KEY ("user_id", "entry_number") REFERENCES "ledger_entries"("user_id", "number") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "idempotency_records" ADD CONSTRAINT "idempotency_records_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ranking_entries" ADD CONSTRAINT "ranking_entries_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "ranking_snapshots"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Partial indexes, which the models cannot hold.
CREATE UNIQUE INDEX "orders_paid_coupon_key" ON "orders" ("issued_coupon_id") WHERE "status" = 'PAID';

CREATE INDEX "outbox_events_pending_idx" ON "outbox_events" ("next_attempt_at") WHERE "status" = 'PENDING';
