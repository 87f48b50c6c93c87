-- What the unfiltered chart and the totals are read from. A change of an example, its tags or its visibility leaves a
-- row in "CountDue" in the same transaction, whoever writes it; lib/distribution folds those rows into the counters,
-- and until then a read corrects for them. The rows are only ever added: no save waits for another's.
CREATE TABLE "CountDue" (
    "id" BIGSERIAL PRIMARY KEY,
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "exampleId" INTEGER NOT NULL
);

-- CreateIndex
CREATE INDEX "CountDue_datasetId_exampleId_idx" ON "CountDue"("datasetId", "exampleId");

-- How an example is counted now. No foreign key: a deleted one must still be taken out of the counters.
CREATE TABLE "ExampleProfile" (
    "exampleId" INTEGER NOT NULL PRIMARY KEY,
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "status" TEXT COLLATE "C" NOT NULL,
    "trained" INTEGER NOT NULL,
    "tags" TEXT COLLATE "C" NOT NULL
);

-- Examples of a dataset, neither hidden nor in the trash, that count alike.
CREATE TABLE "ProfileCount" (
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "status" TEXT COLLATE "C" NOT NULL,
    "trained" INTEGER NOT NULL,
    "tags" TEXT COLLATE "C" NOT NULL,
    "n" INTEGER NOT NULL,
    PRIMARY KEY ("datasetId", "status", "trained", "tags")
);

CREATE FUNCTION finecut_count_example() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD."visible" THEN
            INSERT INTO "CountDue" ("datasetId", "exampleId") VALUES (OLD."datasetId", OLD."id");
        END IF;
    ELSIF TG_OP = 'INSERT' THEN
        IF NEW."visible" THEN
            INSERT INTO "CountDue" ("datasetId", "exampleId") VALUES (NEW."datasetId", NEW."id");
        END IF;
    -- a new text moves the chart where the number of trained messages changes, or which of the tagged ones are trained
    ELSIF OLD."visible" <> NEW."visible"
        OR NEW."visible" AND (
            OLD."status" <> NEW."status"
            OR (OLD."trashedAt" IS NULL) <> (NEW."trashedAt" IS NULL)
            OR OLD."trainedTurns" <> NEW."trainedTurns"
            OR (OLD."strip" <> NEW."strip" OR OLD."messageIds" IS DISTINCT FROM NEW."messageIds")
                AND EXISTS (SELECT 1 FROM "ExampleTag" t WHERE t."exampleId" = NEW."id" AND t."messageId" <> '')
        )
    THEN
        INSERT INTO "CountDue" ("datasetId", "exampleId") VALUES (NEW."datasetId", NEW."id");
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER "Example_count_insert" AFTER INSERT OR DELETE ON "Example"
    FOR EACH ROW EXECUTE FUNCTION finecut_count_example();
CREATE TRIGGER "Example_count_update"
    AFTER UPDATE OF "visible", "status", "trashedAt", "trainedTurns", "strip", "messageIds" ON "Example"
    FOR EACH ROW EXECUTE FUNCTION finecut_count_example();

CREATE FUNCTION finecut_count_tag() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO "CountDue" ("datasetId", "exampleId")
    SELECT e."datasetId", e."id" FROM "Example" e
    WHERE e."visible" AND e."id" IN (
        CASE WHEN TG_OP <> 'INSERT' THEN OLD."exampleId" END,
        CASE WHEN TG_OP <> 'DELETE' THEN NEW."exampleId" END
    );
    RETURN NULL;
END $$;

CREATE TRIGGER "ExampleTag_count" AFTER INSERT OR DELETE OR UPDATE OF "exampleId", "tagId", "messageId" ON "ExampleTag"
    FOR EACH ROW EXECUTE FUNCTION finecut_count_tag();

-- everything that is there is counted at the first look
INSERT INTO "CountDue" ("datasetId", "exampleId") SELECT "datasetId", "id" FROM "Example" WHERE "visible";
