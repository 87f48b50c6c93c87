-- What an example brings to checks that hold examples against each other is one row, packed; the names under which others
-- find it are numbers in a table of their own. Everything is due once more, since others are held against what is kept.
DROP TABLE "CheckEntry";

CREATE TABLE "CheckEntry" (
    "exampleId" INTEGER NOT NULL PRIMARY KEY,
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "number" INTEGER NOT NULL,
    "hash" TEXT COLLATE "C" NOT NULL,
    "keys" TEXT COLLATE "C" NOT NULL,
    "entries" TEXT COLLATE "C" NOT NULL,
    CONSTRAINT "CheckEntry_exampleId_fkey" FOREIGN KEY ("exampleId") REFERENCES "Example" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "CheckKey" (
    "key" BIGINT NOT NULL,
    "exampleId" INTEGER NOT NULL,

    PRIMARY KEY ("key", "exampleId")
);

CREATE TABLE "CheckTurn" (
    "datasetId" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    "brought" INTEGER NOT NULL
);

CREATE FUNCTION finecut_check_keys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM "CheckKey" WHERE "key" IN (SELECT k::bigint FROM json_array_elements_text(OLD."keys"::json) k)
        AND "exampleId" = OLD."exampleId";
    RETURN NULL;
END $$;

CREATE TRIGGER "CheckEntry_keys_delete" AFTER DELETE ON "CheckEntry"
    FOR EACH ROW EXECUTE FUNCTION finecut_check_keys();

INSERT INTO "CheckDue" ("datasetId", "exampleId") SELECT "datasetId", "id" FROM "Example" WHERE "visible";
