-- The places of old snapshots that are still to be purged.
CREATE INDEX "ranking_entries_after_fifth_idx" ON "ranking_entries"("snapshot_id", "rank") WHERE "rank" > 5;

-- Their text has a line for each product now. The next run counts anew.
DELETE FROM "ranking_sums";
