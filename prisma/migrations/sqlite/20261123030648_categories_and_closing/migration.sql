-- AlterTable
ALTER TABLE "coupon_campaigns" ADD COLUMN "closed_at" DATETIME CONSTRAINT "coupon_campaigns_closed_check" CHECK ("closed_at" IS NULL OR "paused_at" IS NOT NULL);

-- CreateTable
CREATE TABLE "categories" (
    "slug" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "categories_name_key" ON "categories"("name");

-- CreateIndex
CREATE UNIQUE INDEX "categories_name_en_key" ON "categories"("name_en");

-- What products are in already, by the words that the apps had for it until now.
INSERT INTO "categories" ("slug", "name", "name_en", "created_at")
SELECT p."category", COALESCE(w.name, p."category"), COALESCE(w.name_en, p."category"), MIN(p."created_at")
FROM "products" p LEFT JOIN (
  SELECT 'kitchen' AS slug, '주방' AS name, 'Kitchen' AS name_en
  UNION ALL SELECT 'living', '리빙', 'Living'
  UNION ALL SELECT 'stationery', '문구·데스크', 'Stationery & desk'
  UNION ALL SELECT 'food', '식품', 'Food'
  UNION ALL SELECT 'outdoor', '아웃도어', 'Outdoor'
  UNION ALL SELECT 'audio', '오디오', 'Audio'
  UNION ALL SELECT 'bath', '욕실', 'Bath'
) w ON w.slug = p."category"
GROUP BY p."category", w.name, w.name_en;
