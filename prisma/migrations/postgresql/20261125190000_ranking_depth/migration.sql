-- Five is what the version before counted, and still counts while it runs beside this one.
ALTER TABLE "ranking_snapshots" ADD COLUMN "depth" INTEGER NOT NULL DEFAULT 5,
    ADD CONSTRAINT "ranking_snapshots_depth_check" CHECK ("depth" >= 5);

ALTER TABLE "ranking_entries" DROP CONSTRAINT "ranking_entries_rank_check",
    ADD CONSTRAINT "ranking_entries_rank_check" CHECK ("rank" >= 1);
