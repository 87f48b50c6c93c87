-- Giving many examples their sides goes on after a crash.
CREATE TABLE "SplitRun" (
    "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "userId" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "number" INTEGER,
    "side" TEXT COLLATE "C",
    "state" TEXT COLLATE "C" NOT NULL,
    "written" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "placed" INTEGER NOT NULL DEFAULT 0,
    "held" INTEGER NOT NULL DEFAULT 0,
    "message" TEXT COLLATE "C",
    "startedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMP(3)
);

-- CreateIndex
CREATE INDEX "SplitRun_datasetId_startedAt_idx" ON "SplitRun"("datasetId", "startedAt");

-- CreateIndex
CREATE INDEX "SplitRun_state_idx" ON "SplitRun"("state");
