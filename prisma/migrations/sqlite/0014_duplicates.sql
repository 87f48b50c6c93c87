-- Near-duplicates: what examples are compared by, the pairs that were found, what somebody decided, and the comparisons.
CREATE TABLE "DuplicateRun" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "datasetId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "threshold" REAL NOT NULL,
    "state" TEXT NOT NULL,
    "percent" INTEGER NOT NULL DEFAULT 0,
    "looked" INTEGER NOT NULL DEFAULT 0,
    "message" TEXT,
    "startedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" DATETIME
);

CREATE TABLE "DuplicateSketch" (
    "exampleId" INTEGER NOT NULL PRIMARY KEY,
    "datasetId" TEXT NOT NULL,
    "contentHash" TEXT NOT NULL,
    "textHash" TEXT NOT NULL,
    "length" INTEGER NOT NULL,
    "signatures" TEXT NOT NULL,
    "madeAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "DuplicateSketch_exampleId_fkey" FOREIGN KEY ("exampleId") REFERENCES "Example" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "DuplicatePair" (
    "lowId" INTEGER NOT NULL,
    "highId" INTEGER NOT NULL,
    "datasetId" TEXT NOT NULL,
    "alike" REAL NOT NULL,
    "runId" TEXT NOT NULL,

    PRIMARY KEY ("lowId", "highId")
);

CREATE TABLE "DuplicateDecision" (
    "lowId" INTEGER NOT NULL,
    "highId" INTEGER NOT NULL,
    "datasetId" TEXT NOT NULL,
    "lowText" TEXT NOT NULL,
    "highText" TEXT NOT NULL,
    "byId" TEXT NOT NULL,
    "at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,

    PRIMARY KEY ("lowId", "highId")
);

-- CreateIndex
CREATE INDEX "DuplicateRun_datasetId_startedAt_idx" ON "DuplicateRun"("datasetId", "startedAt");

-- CreateIndex
CREATE INDEX "DuplicateSketch_datasetId_exampleId_idx" ON "DuplicateSketch"("datasetId", "exampleId");

-- CreateIndex
CREATE INDEX "DuplicatePair_datasetId_lowId_highId_idx" ON "DuplicatePair"("datasetId", "lowId", "highId");

-- CreateIndex
CREATE INDEX "DuplicatePair_highId_idx" ON "DuplicatePair"("highId");

-- CreateIndex
CREATE INDEX "DuplicateDecision_datasetId_idx" ON "DuplicateDecision"("datasetId");
