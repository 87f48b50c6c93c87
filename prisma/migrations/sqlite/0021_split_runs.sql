-- Giving many examples their sides goes on after a crash.
CREATE TABLE "SplitRun" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "datasetId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "number" INTEGER,
    "side" TEXT,
    "state" TEXT NOT NULL,
    "written" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "placed" INTEGER NOT NULL DEFAULT 0,
    "held" INTEGER NOT NULL DEFAULT 0,
    "message" TEXT,
    "startedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" DATETIME
);

-- CreateIndex
CREATE INDEX "SplitRun_datasetId_startedAt_idx" ON "SplitRun"("datasetId", "startedAt");

-- CreateIndex
CREATE INDEX "SplitRun_state_idx" ON "SplitRun"("state");
