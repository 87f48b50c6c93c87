-- Findings of checks, what examples bring to checks across examples, waivers, settings, runs, and reference notes. A
-- change of an example or its tags leaves a row in "CheckDue" in the same transaction, whoever writes it. Rows are only
-- ever added: no save waits for another's.
CREATE TABLE "Finding" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "datasetId" TEXT NOT NULL,
    "exampleId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "checkId" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "severity" INTEGER NOT NULL,
    "messageId" TEXT,
    "path" TEXT,
    "start" INTEGER,
    "end" INTEGER,
    "excerpt" TEXT NOT NULL,
    "params" TEXT NOT NULL,
    "suggestion" TEXT,
    "fingerprint" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    CONSTRAINT "Finding_exampleId_fkey" FOREIGN KEY ("exampleId") REFERENCES "Example" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "FindingWaiver" (
    "exampleId" INTEGER NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "datasetId" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "byId" TEXT NOT NULL,
    "at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,

    PRIMARY KEY ("exampleId", "fingerprint"),
    CONSTRAINT "FindingWaiver_exampleId_fkey" FOREIGN KEY ("exampleId") REFERENCES "Example" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "CheckEntry" (
    "exampleId" INTEGER NOT NULL,
    "checkId" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "datasetId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "messageIndex" INTEGER NOT NULL,
    "facts" TEXT NOT NULL,

    PRIMARY KEY ("exampleId", "checkId", "place"),
    CONSTRAINT "CheckEntry_exampleId_fkey" FOREIGN KEY ("exampleId") REFERENCES "Example" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "CheckDue" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "datasetId" TEXT NOT NULL,
    "exampleId" INTEGER NOT NULL
);

CREATE TABLE "CheckSetting" (
    "datasetId" TEXT NOT NULL,
    "checkId" TEXT NOT NULL,
    "isOn" BOOLEAN NOT NULL,
    "severity" INTEGER,
    "settings" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "updatedAt" DATETIME NOT NULL,

    PRIMARY KEY ("datasetId", "checkId")
);

CREATE TABLE "CheckRun" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "datasetId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "looked" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL,
    "upTo" INTEGER NOT NULL DEFAULT 0,
    "message" TEXT,
    "startedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" DATETIME
);

CREATE TABLE "ReferenceNote" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "datasetId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "byId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    "removedAt" DATETIME
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

CREATE TRIGGER "Example_check_insert" AFTER INSERT ON "Example" WHEN NEW."visible" BEGIN
    INSERT INTO "CheckDue" ("datasetId", "exampleId") VALUES (NEW."datasetId", NEW."id");
END;

CREATE TRIGGER "Example_check_text" AFTER UPDATE OF "text" ON "Example" WHEN NEW."visible" BEGIN
    INSERT INTO "CheckDue" ("datasetId", "exampleId") VALUES (NEW."datasetId", NEW."id");
END;

-- what is in the trash or excluded is held against nothing; a revision that brings a text is due by the trigger above
CREATE TRIGGER "Example_check_state"
AFTER UPDATE OF "visible", "status", "trashedAt", "strip", "problems" ON "Example"
WHEN NEW."visible" AND (
    NOT OLD."visible"
    OR (OLD."trashedAt" IS NULL) <> (NEW."trashedAt" IS NULL)
    OR (OLD."status" = 'excluded') <> (NEW."status" = 'excluded')
    OR OLD."revision" = NEW."revision" AND (OLD."strip" <> NEW."strip" OR OLD."problems" <> NEW."problems")
)
BEGIN
    INSERT INTO "CheckDue" ("datasetId", "exampleId") VALUES (NEW."datasetId", NEW."id");
END;

CREATE TRIGGER "ExampleTag_check_insert" AFTER INSERT ON "ExampleTag" BEGIN
    INSERT INTO "CheckDue" ("datasetId", "exampleId")
    SELECT e."datasetId", e."id" FROM "Example" e WHERE e."id" = NEW."exampleId" AND e."visible";
END;

CREATE TRIGGER "ExampleTag_check_delete" AFTER DELETE ON "ExampleTag" BEGIN
    INSERT INTO "CheckDue" ("datasetId", "exampleId")
    SELECT e."datasetId", e."id" FROM "Example" e WHERE e."id" = OLD."exampleId" AND e."visible";
END;

-- checks know tags by their names
CREATE TRIGGER "Tag_check_update" AFTER UPDATE OF "name", "deletedAt" ON "Tag"
WHEN OLD."name" <> NEW."name" OR (OLD."deletedAt" IS NULL) <> (NEW."deletedAt" IS NULL)
BEGIN
    INSERT INTO "CheckDue" ("datasetId", "exampleId")
    SELECT DISTINCT NEW."datasetId", t."exampleId" FROM "ExampleTag" t WHERE t."tagId" = NEW."id";
END;

-- everything that is there is checked behind everything else
INSERT INTO "CheckDue" ("datasetId", "exampleId") SELECT "datasetId", "id" FROM "Example" WHERE "visible";
