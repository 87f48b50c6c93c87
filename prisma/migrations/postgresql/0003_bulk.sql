-- CreateTable
CREATE TABLE "BulkRun" (
    "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "userId" TEXT COLLATE "C" NOT NULL,
    "action" TEXT COLLATE "C" NOT NULL,
    "selection" TEXT COLLATE "C" NOT NULL,
    "undoOf" TEXT COLLATE "C",
    "rootId" TEXT COLLATE "C" NOT NULL,
    "takesBack" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT COLLATE "C" NOT NULL,
    "cancelling" BOOLEAN NOT NULL DEFAULT false,
    "total" INTEGER NOT NULL DEFAULT 0,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "message" TEXT COLLATE "C",
    "seenAt" TIMESTAMP(3) NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMP(3)
);

-- CreateTable
CREATE TABLE "BulkItem" (
    "runId" TEXT COLLATE "C" NOT NULL,
    "number" INTEGER NOT NULL,
    "seen" INTEGER NOT NULL,
    "revision" INTEGER,
    "outcome" TEXT COLLATE "C",
    "reason" TEXT COLLATE "C",

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
