-- What an import shows is due by ranges of numbers, a row for each step in which it is shown: no row for each example, not
-- when it is shown and not when its tokens are counted. Whoever shows examples adds the range in the same transaction.
CREATE TABLE "CheckDueRange" (
    "id" SERIAL PRIMARY KEY,
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "fromNumber" INTEGER NOT NULL,
    "toNumber" INTEGER NOT NULL
);

CREATE INDEX "CheckDueRange_datasetId_fromNumber_idx" ON "CheckDueRange"("datasetId", "fromNumber");

DROP TRIGGER "Example_check_state" ON "Example";

-- what is in the trash or excluded is held against nothing; a revision that brings a text is due by the trigger of texts
CREATE TRIGGER "Example_check_state" AFTER UPDATE OF "status", "trashedAt" ON "Example"
    FOR EACH ROW WHEN (
        NEW."visible" AND (
            (OLD."trashedAt" IS NULL) <> (NEW."trashedAt" IS NULL)
            OR (OLD."status" = 'excluded') <> (NEW."status" = 'excluded')
        )
    ) EXECUTE FUNCTION finecut_check_example();

CREATE FUNCTION finecut_check_counted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO "CheckDue" ("datasetId", "exampleId") SELECT NEW."datasetId", NEW."id"
    WHERE NOT EXISTS (SELECT 1 FROM "CheckDueRange" r WHERE r."datasetId" = NEW."datasetId"
        AND r."fromNumber" <= NEW."number" AND r."toNumber" >= NEW."number");
    RETURN NULL;
END $$;

CREATE TRIGGER "Example_check_counted" AFTER UPDATE OF "strip", "problems" ON "Example"
    FOR EACH ROW WHEN (
        NEW."visible" AND OLD."revision" = NEW."revision"
            AND (OLD."strip" <> NEW."strip" OR OLD."problems" <> NEW."problems")
    ) EXECUTE FUNCTION finecut_check_counted();
