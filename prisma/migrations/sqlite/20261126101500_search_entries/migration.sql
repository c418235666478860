-- What the search reads of each product, made in TypeScript (packages/db/src/search-entry.ts). The
-- index refers to rows by "id", which VACUUM would change if it were not a column.
CREATE TABLE "search_entries" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "product_id" TEXT NOT NULL UNIQUE,
    "version" INTEGER NOT NULL,
    "category" TEXT NOT NULL,
    "archived" BOOLEAN NOT NULL,
    "names" TEXT NOT NULL,
    "texts" TEXT NOT NULL,
    "tokens" TEXT NOT NULL,
    CONSTRAINT "search_entries_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE VIRTUAL TABLE "search_entries_index" USING fts5 ("tokens", content = 'search_entries', content_rowid = 'id', tokenize = 'ascii', detail = 'none');

CREATE TRIGGER "search_entries_inserted" AFTER INSERT ON "search_entries" BEGIN
    INSERT INTO "search_entries_index" (rowid, "tokens") VALUES (new."id", new."tokens");
END;
CREATE TRIGGER "search_entries_deleted" AFTER DELETE ON "search_entries" BEGIN
    INSERT INTO "search_entries_index" ("search_entries_index", rowid, "tokens") VALUES ('delete', old."id", old."tokens");
END;
CREATE TRIGGER "search_entries_updated" AFTER UPDATE OF "tokens" ON "search_entries" BEGIN
    INSERT INTO "search_entries_index" ("search_entries_index", rowid, "tokens") VALUES ('delete', old."id", old."tokens");
    INSERT INTO "search_entries_index" (rowid, "tokens") VALUES (new."id", new."tokens");
END;
