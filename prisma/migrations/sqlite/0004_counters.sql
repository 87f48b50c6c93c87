-- What the unfiltered chart and the totals are read from. A change of an example, its tags or its visibility leaves a
-- row in "CountDue" in the same transaction, whoever writes it; lib/distribution folds those rows into the counters,
-- and until then a read corrects for them.
CREATE TABLE "CountDue" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "datasetId" TEXT NOT NULL,
    "exampleId" INTEGER NOT NULL
);

-- CreateIndex
CREATE INDEX "CountDue_datasetId_exampleId_idx" ON "CountDue"("datasetId", "exampleId");

-- How an example is counted now. No foreign key: a deleted one must still be taken out of the counters.
CREATE TABLE "ExampleProfile" (
    "exampleId" INTEGER NOT NULL PRIMARY KEY,
    "datasetId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "trained" INTEGER NOT NULL,
    "tags" TEXT NOT NULL
);

-- Examples of a dataset, neither hidden nor in the trash, that count alike.
CREATE TABLE "ProfileCount" (
    "datasetId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "trained" INTEGER NOT NULL,
    "tags" TEXT NOT NULL,
    "n" INTEGER NOT NULL,
    PRIMARY KEY ("datasetId", "status", "trained", "tags")
);

CREATE TRIGGER "Example_count_insert" AFTER INSERT ON "Example" WHEN NEW."visible" BEGIN
    INSERT INTO "CountDue" ("datasetId", "exampleId") VALUES (NEW."datasetId", NEW."id");
END;

CREATE TRIGGER "Example_count_delete" AFTER DELETE ON "Example" WHEN OLD."visible" BEGIN
    INSERT INTO "CountDue" ("datasetId", "exampleId") VALUES (OLD."datasetId", OLD."id");
END;

-- a new text moves the chart where the number of trained messages changes, or which of the tagged ones are trained
CREATE TRIGGER "Example_count_update"
AFTER UPDATE OF "visible", "status", "trashedAt", "trainedTurns", "strip", "messageIds" ON "Example"
WHEN OLD."visible" <> NEW."visible"
    OR NEW."visible" AND (
        OLD."status" <> NEW."status"
        OR (OLD."trashedAt" IS NULL) <> (NEW."trashedAt" IS NULL)
        OR OLD."trainedTurns" <> NEW."trainedTurns"
        OR (OLD."strip" <> NEW."strip" OR OLD."messageIds" IS NOT NEW."messageIds")
            AND EXISTS (SELECT 1 FROM "ExampleTag" t WHERE t."exampleId" = NEW."id" AND t."messageId" <> '')
    )
BEGIN
    INSERT INTO "CountDue" ("datasetId", "exampleId") VALUES (NEW."datasetId", NEW."id");
END;

CREATE TRIGGER "ExampleTag_count_insert" AFTER INSERT ON "ExampleTag" BEGIN
    INSERT INTO "CountDue" ("datasetId", "exampleId")
    SELECT e."datasetId", e."id" FROM "Example" e WHERE e."id" = NEW."exampleId" AND e."visible";
END;

CREATE TRIGGER "ExampleTag_count_delete" AFTER DELETE ON "ExampleTag" BEGIN
    INSERT INTO "CountDue" ("datasetId", "exampleId")
    SELECT e."datasetId", e."id" FROM "Example" e WHERE e."id" = OLD."exampleId" AND e."visible";
END;

CREATE TRIGGER "ExampleTag_count_update" AFTER UPDATE OF "exampleId", "tagId", "messageId" ON "ExampleTag" BEGIN
    INSERT INTO "CountDue" ("datasetId", "exampleId")
    SELECT e."datasetId", e."id" FROM "Example" e WHERE e."id" IN (OLD."exampleId", NEW."exampleId") AND e."visible";
END;

-- everything that is there is counted at the first look
INSERT INTO "CountDue" ("datasetId", "exampleId") SELECT "datasetId", "id" FROM "Example" WHERE "visible";
