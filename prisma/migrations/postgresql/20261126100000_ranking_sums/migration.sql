-- CreateTable
CREATE TABLE "ranking_lists" (
    "days" INTEGER NOT NULL,
    "category" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "window_end" TIMESTAMP(3) NOT NULL,
    "aggregated_at" TIMESTAMP(3) NOT NULL,
    "entries" JSONB NOT NULL,

    CONSTRAINT "ranking_lists_pkey" PRIMARY KEY ("days", "category", "kind"),
    CONSTRAINT "ranking_lists_days_check" CHECK ("days" IN (1, 3, 7, 30)),
    CONSTRAINT "ranking_lists_kind_check" CHECK ("kind" IN ('quantity', 'revenue', 'rising'))
);

-- CreateTable
CREATE TABLE "ranking_sums" (
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "window_end" TIMESTAMP(3) NOT NULL,
    "settled_until" TIMESTAMP(3) NOT NULL,
    "counted_from" TIMESTAMP(3) NOT NULL,
    "started_at" TIMESTAMP(3) NOT NULL,
    "counting_ms" INTEGER NOT NULL,
    "sums" TEXT NOT NULL,

    CONSTRAINT "ranking_sums_pkey" PRIMARY KEY ("name"),
    CONSTRAINT "ranking_sums_name_check" CHECK ("name" IN ('current', 'recount')),
    CONSTRAINT "ranking_sums_version_check" CHECK ("version" >= 1 AND "counting_ms" >= 0),
    CONSTRAINT "ranking_sums_window_check" CHECK ("settled_until" <= "window_end" AND "counted_from" <= "settled_until")
);
