-- What the search reads of each product, made in TypeScript (packages/db/src/search-entry.ts).
CREATE TABLE "search_entries" (
    "product_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "category" TEXT NOT NULL,
    "archived" BOOLEAN NOT NULL,
    "names" TEXT NOT NULL,
    "texts" TEXT NOT NULL,
    "tokens" TEXT NOT NULL,

    CONSTRAINT "search_entries_pkey" PRIMARY KEY ("product_id"),
    CONSTRAINT "search_entries_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- Only the index reads them, so they are kept out of the rows that a search reads.
ALTER TABLE "search_entries" ALTER COLUMN "tokens" SET STORAGE EXTERNAL;

CREATE INDEX "search_entries_tokens_idx" ON "search_entries" USING GIN (array_to_tsvector(string_to_array("tokens", ' ')));
