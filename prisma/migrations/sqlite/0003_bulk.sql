-- CreateTable
CREATE TABLE "BulkRun" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "datasetId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "selection" TEXT NOT NULL,
    "undoOf" TEXT,
    "rootId" TEXT NOT NULL,
    "takesBack" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL,
    "cancelling" BOOLEAN NOT NULL DEFAULT false,
    "total" INTEGER NOT NULL DEFAULT 0,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "message" TEXT,
    "seenAt" DATETIME NOT NULL,
    "startedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" DATETIME
);

-- CreateTable
CREATE TABLE "BulkItem" (
    "runId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "seen" INTEGER NOT NULL,
    "revision" INTEGER,
    "outcome" TEXT,
    "reason" TEXT,

    PRIMARY KEY ("runId", "number"),
    CONSTRAINT "BulkItem_runId_fkey" FOREIGN KEY ("runId") REFERENCES "BulkRun" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "BulkRun_datasetId_startedAt_idx" ON "BulkRun"("datasetId", "startedAt");

-- CreateIndex
CREATE INDEX "BulkRun_rootId_startedAt_idx" ON "BulkRun"("rootId", "startedAt");

-- CreateIndex
CREATE INDEX "BulkRun_state_idx" ON "BulkRun"("state");

-- CreateIndex
CREATE INDEX "BulkItem_runId_outcome_number_idx" ON "BulkItem"("runId", "outcome", "number");
