-- What an import shows is due by ranges of numbers, a row for each step in which it is shown: no row for each example, not
-- when it is shown and not when its tokens are counted. Whoever shows examples adds the range in the same transaction.
CREATE TABLE "CheckDueRange" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "datasetId" TEXT NOT NULL,
    "fromNumber" INTEGER NOT NULL,
    "toNumber" INTEGER NOT NULL
);

CREATE INDEX "CheckDueRange_datasetId_fromNumber_idx" ON "CheckDueRange"("datasetId", "fromNumber");

DROP TRIGGER "Example_check_state";

-- what is in the trash or excluded is held against nothing; a revision that brings a text is due by the trigger of texts
CREATE TRIGGER "Example_check_state"
AFTER UPDATE OF "status", "trashedAt", "strip", "problems" ON "Example"
WHEN NEW."visible" AND (
    (OLD."trashedAt" IS NULL) <> (NEW."trashedAt" IS NULL)
    OR (OLD."status" = 'excluded') <> (NEW."status" = 'excluded')
    OR OLD."revision" = NEW."revision" AND (OLD."strip" <> NEW."strip" OR OLD."problems" <> NEW."problems")
    AND NOT EXISTS (SELECT 1 FROM "CheckDueRange" r WHERE r."datasetId" = NEW."datasetId"
        AND r."fromNumber" <= NEW."number" AND r."toNumber" >= NEW."number")
)
BEGIN
    INSERT INTO "CheckDue" ("datasetId", "exampleId") VALUES (NEW."datasetId", NEW."id");
END;
