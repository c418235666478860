-- Five is what the version before counted, and still counts while it runs beside this one.
ALTER TABLE "ranking_snapshots" ADD COLUMN "depth" INTEGER NOT NULL DEFAULT 5 CONSTRAINT "ranking_snapshots_depth_check" CHECK ("depth" >= 5);

-- SQLite changes no CHECK in place. No other table refers to this one.
CREATE TABLE "new_ranking_entries" (
    "snapshot_id" TEXT NOT NULL,
    "rank" INTEGER NOT NULL,
    "product_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "price" BIGINT NOT NULL,
    "image_url" TEXT,
    "sold_quantity" INTEGER NOT NULL,
    "revenue" BIGINT NOT NULL,

    PRIMARY KEY ("snapshot_id", "rank"),
    CONSTRAINT "ranking_entries_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "ranking_snapshots" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ranking_entries_rank_check" CHECK ("rank" >= 1),
    CONSTRAINT "ranking_entries_sold_quantity_check" CHECK ("sold_quantity" > 0 AND "revenue" >= 0)
);
INSERT INTO "new_ranking_entries" SELECT * FROM "ranking_entries";
DROP TABLE "ranking_entries";
ALTER TABLE "new_ranking_entries" RENAME TO "ranking_entries";
CREATE UNIQUE INDEX "ranking_entries_snapshot_id_product_id_key" ON "ranking_entries"("snapshot_id", "product_id");
