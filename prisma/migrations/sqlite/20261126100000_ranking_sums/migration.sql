-- CreateTable
CREATE TABLE "ranking_lists" (
    "days" INTEGER NOT NULL,
    "category" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "window_end" DATETIME NOT NULL,
    "aggregated_at" DATETIME NOT NULL,
    "entries" JSONB NOT NULL,

    PRIMARY KEY ("days", "category", "kind"),
    CONSTRAINT "ranking_lists_days_check" CHECK ("days" IN (1, 3, 7, 30)),
    CONSTRAINT "ranking_lists_kind_check" CHECK ("kind" IN ('quantity', 'revenue', 'rising'))
);

-- CreateTable
CREATE TABLE "ranking_sums" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "version" INTEGER NOT NULL,
    "window_end" DATETIME NOT NULL,
    "settled_until" DATETIME NOT NULL,
    "counted_from" DATETIME NOT NULL,
    "started_at" DATETIME NOT NULL,
    "counting_ms" INTEGER NOT NULL,
    "sums" TEXT NOT NULL,

    CONSTRAINT "ranking_sums_name_check" CHECK ("name" IN ('current', 'recount')),
    CONSTRAINT "ranking_sums_version_check" CHECK ("version" >= 1 AND "counting_ms" >= 0),
    CONSTRAINT "ranking_sums_window_check" CHECK ("settled_until" <= "window_end" AND "counted_from" <= "settled_until")
);
