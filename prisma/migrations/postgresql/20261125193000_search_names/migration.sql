-- Null until db:deploy folds the names that are there, which it does right after the migrations.
ALTER TABLE "users" ADD COLUMN "search_name" TEXT;
ALTER TABLE "coupon_campaigns" ADD COLUMN "search_name" TEXT;
