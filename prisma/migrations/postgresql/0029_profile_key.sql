-- An example may hold thousands of tags, one a turn, and an index entry at most 2,704 bytes: rows of the counters are
-- told apart by a hash of their tags.
DROP TABLE "ProfileCount";
CREATE TABLE "ProfileCount" (
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "status" TEXT COLLATE "C" NOT NULL,
    "trained" INTEGER NOT NULL,
    "key" TEXT COLLATE "C" NOT NULL,
    "tags" TEXT COLLATE "C" NOT NULL,
    "n" INTEGER NOT NULL,
    PRIMARY KEY ("datasetId", "status", "trained", "key")
);

-- everything that is there is counted anew at the first look
DELETE FROM "ExampleProfile";
INSERT INTO "CountDue" ("datasetId", "exampleId") SELECT "datasetId", "id" FROM "Example" WHERE "visible";
