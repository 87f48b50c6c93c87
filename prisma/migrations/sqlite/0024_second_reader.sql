-- A model as second reader: where it is, what it may be sent, what it was asked and what it said, see docs/second-reader.md.
CREATE TABLE "ReaderEndpoint" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "revision" INTEGER NOT NULL,
    "baseUrl" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "key" TEXT,
    "settings" TEXT NOT NULL,
    "updatedAt" DATETIME NOT NULL
);

CREATE TABLE "ReaderPace" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "freeAt" DATETIME NOT NULL
);

CREATE TABLE "ReaderConsent" (
    "datasetId" TEXT NOT NULL PRIMARY KEY,
    "model" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "byId" TEXT NOT NULL,
    "at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE "ReaderRun" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "datasetId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "task" TEXT NOT NULL,
    "selection" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "mostMoney" REAL NOT NULL,
    "total" INTEGER NOT NULL DEFAULT 0,
    "looked" INTEGER NOT NULL DEFAULT 0,
    "suggested" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "malformed" INTEGER NOT NULL DEFAULT 0,
    "tokensIn" INTEGER NOT NULL DEFAULT 0,
    "tokensOut" INTEGER NOT NULL DEFAULT 0,
    "cost" REAL NOT NULL DEFAULT 0,
    "message" TEXT,
    "waitsUntil" DATETIME,
    "startedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" DATETIME
);

CREATE INDEX "ReaderRun_datasetId_startedAt_idx" ON "ReaderRun"("datasetId", "startedAt");
CREATE INDEX "ReaderRun_state_idx" ON "ReaderRun"("state");

CREATE TABLE "ReaderItem" (
    "runId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "seen" INTEGER NOT NULL,
    "outcome" TEXT,
    "reason" TEXT,

    PRIMARY KEY ("runId", "number"),
    CONSTRAINT "ReaderItem_runId_fkey" FOREIGN KEY ("runId") REFERENCES "ReaderRun" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "ReaderItem_runId_outcome_number_idx" ON "ReaderItem"("runId", "outcome", "number");

CREATE TABLE "Suggestion" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "datasetId" TEXT NOT NULL,
    "exampleId" INTEGER NOT NULL,
    "messageId" TEXT,
    "revision" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "textHash" TEXT,
    "state" TEXT NOT NULL DEFAULT 'open',
    "decidedById" TEXT,
    "decidedAt" DATETIME,
    "model" TEXT NOT NULL,
    "cost" REAL NOT NULL,
    "runId" TEXT NOT NULL,
    "at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Suggestion_exampleId_fkey" FOREIGN KEY ("exampleId") REFERENCES "Example" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "Suggestion_exampleId_at_idx" ON "Suggestion"("exampleId", "at");
CREATE INDEX "Suggestion_datasetId_state_kind_idx" ON "Suggestion"("datasetId", "state", "kind");
