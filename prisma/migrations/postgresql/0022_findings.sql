-- Findings of checks, what examples bring to checks across examples, waivers, settings, runs, and reference notes. A
-- change of an example or its tags leaves a row in "CheckDue" in the same transaction, whoever writes it. Rows are only
-- ever added: no save waits for another's.
CREATE TABLE "Finding" (
    "id" SERIAL PRIMARY KEY,
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "exampleId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "checkId" TEXT COLLATE "C" NOT NULL,
    "code" TEXT COLLATE "C" NOT NULL,
    "severity" INTEGER NOT NULL,
    "messageId" TEXT COLLATE "C",
    "path" TEXT COLLATE "C",
    "start" INTEGER,
    "end" INTEGER,
    "excerpt" TEXT COLLATE "C" NOT NULL,
    "params" TEXT COLLATE "C" NOT NULL,
    "suggestion" TEXT COLLATE "C",
    "fingerprint" TEXT COLLATE "C" NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL,
    CONSTRAINT "Finding_exampleId_fkey" FOREIGN KEY ("exampleId") REFERENCES "Example" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "FindingWaiver" (
    "exampleId" INTEGER NOT NULL,
    "fingerprint" TEXT COLLATE "C" NOT NULL,
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "act" TEXT COLLATE "C" NOT NULL,
    "reason" TEXT COLLATE "C" NOT NULL,
    "byId" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    PRIMARY KEY ("exampleId", "fingerprint"),
    CONSTRAINT "FindingWaiver_exampleId_fkey" FOREIGN KEY ("exampleId") REFERENCES "Example" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "CheckEntry" (
    "exampleId" INTEGER NOT NULL,
    "checkId" TEXT COLLATE "C" NOT NULL,
    "place" INTEGER NOT NULL,
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "number" INTEGER NOT NULL,
    "key" TEXT COLLATE "C" NOT NULL,
    "messageIndex" INTEGER NOT NULL,
    "facts" TEXT COLLATE "C" NOT NULL,

    PRIMARY KEY ("exampleId", "checkId", "place"),
    CONSTRAINT "CheckEntry_exampleId_fkey" FOREIGN KEY ("exampleId") REFERENCES "Example" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "CheckDue" (
    "id" BIGSERIAL PRIMARY KEY,
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "exampleId" INTEGER NOT NULL
);

CREATE TABLE "CheckSetting" (
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "checkId" TEXT COLLATE "C" NOT NULL,
    "isOn" BOOLEAN NOT NULL,
    "severity" INTEGER,
    "settings" TEXT COLLATE "C" NOT NULL,
    "revision" INTEGER NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    PRIMARY KEY ("datasetId", "checkId")
);

CREATE TABLE "CheckRun" (
    "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "userId" TEXT COLLATE "C" NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL,
    "looked" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL,
    "upTo" INTEGER NOT NULL DEFAULT 0,
    "message" TEXT COLLATE "C",
    "startedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMP(3)
);

CREATE TABLE "ReferenceNote" (
    "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "title" TEXT COLLATE "C" NOT NULL,
    "text" TEXT COLLATE "C" NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "byId" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "removedAt" TIMESTAMP(3)
);

CREATE INDEX "Finding_exampleId_idx" ON "Finding"("exampleId");
CREATE INDEX "Finding_datasetId_state_number_id_idx" ON "Finding"("datasetId", "state", "number", "id");
CREATE INDEX "Finding_datasetId_state_checkId_number_id_idx" ON "Finding"("datasetId", "state", "checkId", "number", "id");
CREATE INDEX "Finding_datasetId_state_severity_exampleId_idx" ON "Finding"("datasetId", "state", "severity", "exampleId");
CREATE INDEX "FindingWaiver_datasetId_act_idx" ON "FindingWaiver"("datasetId", "act");
CREATE INDEX "CheckEntry_datasetId_checkId_key_exampleId_idx" ON "CheckEntry"("datasetId", "checkId", "key", "exampleId");
CREATE INDEX "CheckDue_datasetId_exampleId_idx" ON "CheckDue"("datasetId", "exampleId");
CREATE INDEX "CheckRun_datasetId_startedAt_idx" ON "CheckRun"("datasetId", "startedAt");
CREATE INDEX "CheckRun_state_idx" ON "CheckRun"("state");
CREATE INDEX "ReferenceNote_datasetId_createdAt_idx" ON "ReferenceNote"("datasetId", "createdAt");

CREATE FUNCTION finecut_check_example() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO "CheckDue" ("datasetId", "exampleId") VALUES (NEW."datasetId", NEW."id");
    RETURN NULL;
END $$;

CREATE TRIGGER "Example_check_insert" AFTER INSERT ON "Example"
    FOR EACH ROW WHEN (NEW."visible") EXECUTE FUNCTION finecut_check_example();
CREATE TRIGGER "Example_check_text" AFTER UPDATE OF "text" ON "Example"
    FOR EACH ROW WHEN (NEW."visible") EXECUTE FUNCTION finecut_check_example();
-- what is in the trash or excluded is held against nothing; a revision that brings a text is due by the trigger above
CREATE TRIGGER "Example_check_state" AFTER UPDATE OF "visible", "status", "trashedAt", "strip", "problems" ON "Example"
    FOR EACH ROW WHEN (
        NEW."visible" AND (
            NOT OLD."visible"
            OR (OLD."trashedAt" IS NULL) <> (NEW."trashedAt" IS NULL)
            OR (OLD."status" = 'excluded') <> (NEW."status" = 'excluded')
            OR OLD."revision" = NEW."revision" AND (OLD."strip" <> NEW."strip" OR OLD."problems" <> NEW."problems")
        )
    ) EXECUTE FUNCTION finecut_check_example();

CREATE FUNCTION finecut_check_tagged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO "CheckDue" ("datasetId", "exampleId")
    SELECT e."datasetId", e."id" FROM "Example" e
    WHERE e."visible" AND e."id" = CASE WHEN TG_OP = 'DELETE' THEN OLD."exampleId" ELSE NEW."exampleId" END;
    RETURN NULL;
END $$;

CREATE TRIGGER "ExampleTag_check" AFTER INSERT OR DELETE ON "ExampleTag"
    FOR EACH ROW EXECUTE FUNCTION finecut_check_tagged();

-- checks know tags by their names
CREATE FUNCTION finecut_check_tag() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO "CheckDue" ("datasetId", "exampleId")
    SELECT DISTINCT NEW."datasetId", t."exampleId" FROM "ExampleTag" t WHERE t."tagId" = NEW."id";
    RETURN NULL;
END $$;

CREATE TRIGGER "Tag_check_update" AFTER UPDATE OF "name", "deletedAt" ON "Tag"
    FOR EACH ROW WHEN (
        OLD."name" <> NEW."name" OR (OLD."deletedAt" IS NULL) <> (NEW."deletedAt" IS NULL)
    ) EXECUTE FUNCTION finecut_check_tag();

-- everything that is there is checked behind everything else
INSERT INTO "CheckDue" ("datasetId", "exampleId") SELECT "datasetId", "id" FROM "Example" WHERE "visible";
