-- What an example brings to checks that hold examples against each other is one row, packed; the names under which others
-- find it are numbers in a table of their own. Everything is due once more, since others are held against what is kept.
DROP TABLE "CheckEntry";

CREATE TABLE "CheckEntry" (
    "exampleId" INTEGER NOT NULL PRIMARY KEY,
    "datasetId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "keys" TEXT NOT NULL,
    "entries" TEXT NOT NULL,
    CONSTRAINT "CheckEntry_exampleId_fkey" FOREIGN KEY ("exampleId") REFERENCES "Example" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "CheckKey" (
    "key" BIGINT NOT NULL,
    "exampleId" INTEGER NOT NULL,

    PRIMARY KEY ("key", "exampleId")
) WITHOUT ROWID;

CREATE TABLE "CheckTurn" (
    "datasetId" TEXT NOT NULL PRIMARY KEY,
    "brought" INTEGER NOT NULL
);

CREATE TRIGGER "CheckEntry_keys_delete" AFTER DELETE ON "CheckEntry" BEGIN
    DELETE FROM "CheckKey" WHERE "key" IN (SELECT "value" FROM json_each(OLD."keys")) AND "exampleId" = OLD."exampleId";
END;

INSERT INTO "CheckDue" ("datasetId", "exampleId") SELECT "datasetId", "id" FROM "Example" WHERE "visible";
