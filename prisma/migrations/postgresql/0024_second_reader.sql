-- A model as second reader: where it is, what it may be sent, what it was asked and what it said, see docs/second-reader.md.
CREATE TABLE "ReaderEndpoint" (
    "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    "revision" INTEGER NOT NULL,
    "baseUrl" TEXT COLLATE "C" NOT NULL,
    "model" TEXT COLLATE "C" NOT NULL,
    "key" TEXT COLLATE "C",
    "settings" TEXT COLLATE "C" NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL
);

CREATE TABLE "ReaderPace" (
    "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    "freeAt" TIMESTAMP(3) NOT NULL
);

CREATE TABLE "ReaderConsent" (
    "datasetId" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    "model" TEXT COLLATE "C" NOT NULL,
    "host" TEXT COLLATE "C" NOT NULL,
    "byId" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE "ReaderRun" (
    "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "userId" TEXT COLLATE "C" NOT NULL,
    "task" TEXT COLLATE "C" NOT NULL,
    "selection" TEXT COLLATE "C" NOT NULL,
    "model" TEXT COLLATE "C" NOT NULL,
    "host" TEXT COLLATE "C" NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL,
    "mostMoney" DOUBLE PRECISION NOT NULL,
    "total" INTEGER NOT NULL DEFAULT 0,
    "looked" INTEGER NOT NULL DEFAULT 0,
    "suggested" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "malformed" INTEGER NOT NULL DEFAULT 0,
    "tokensIn" INTEGER NOT NULL DEFAULT 0,
    "tokensOut" INTEGER NOT NULL DEFAULT 0,
    "cost" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "message" TEXT COLLATE "C",
    "waitsUntil" TIMESTAMP(3),
    "startedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMP(3)
);

CREATE INDEX "ReaderRun_datasetId_startedAt_idx" ON "ReaderRun"("datasetId", "startedAt");
CREATE INDEX "ReaderRun_state_idx" ON "ReaderRun"("state");

CREATE TABLE "ReaderItem" (
    "runId" TEXT COLLATE "C" NOT NULL,
    "number" INTEGER NOT NULL,
    "seen" INTEGER NOT NULL,
    "outcome" TEXT COLLATE "C",
    "reason" TEXT COLLATE "C",

    PRIMARY KEY ("runId", "number"),
    CONSTRAINT "ReaderItem_runId_fkey" FOREIGN KEY ("runId") REFERENCES "ReaderRun" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "ReaderItem_runId_outcome_number_idx" ON "ReaderItem"("runId", "outcome", "number");

CREATE TABLE "Suggestion" (
    "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "exampleId" INTEGER NOT NULL,
    "messageId" TEXT COLLATE "C",
    "revision" INTEGER NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "content" TEXT COLLATE "C" NOT NULL,
    "textHash" TEXT COLLATE "C",
    "state" TEXT COLLATE "C" NOT NULL DEFAULT 'open',
    "decidedById" TEXT COLLATE "C",
    "decidedAt" TIMESTAMP(3),
    "model" TEXT COLLATE "C" NOT NULL,
    "cost" DOUBLE PRECISION NOT NULL,
    "runId" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Suggestion_exampleId_fkey" FOREIGN KEY ("exampleId") REFERENCES "Example" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "Suggestion_exampleId_at_idx" ON "Suggestion"("exampleId", "at");
CREATE INDEX "Suggestion_datasetId_state_kind_idx" ON "Suggestion"("datasetId", "state", "kind");
