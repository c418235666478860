-- AlterTable
ALTER TABLE "issued_coupons" ADD COLUMN "idempotency_key" TEXT;
