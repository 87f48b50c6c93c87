-- Near-duplicates: what examples are compared by, the pairs that were found, what somebody decided, and the comparisons.
CREATE TABLE "DuplicateRun" (
    "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "userId" TEXT COLLATE "C" NOT NULL,
    "threshold" DOUBLE PRECISION NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL,
    "percent" INTEGER NOT NULL DEFAULT 0,
    "looked" INTEGER NOT NULL DEFAULT 0,
    "message" TEXT COLLATE "C",
    "startedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMP(3)
);

CREATE TABLE "DuplicateSketch" (
    "exampleId" INTEGER NOT NULL PRIMARY KEY,
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "contentHash" TEXT COLLATE "C" NOT NULL,
    "textHash" TEXT COLLATE "C" NOT NULL,
    "length" INTEGER NOT NULL,
    "signatures" TEXT COLLATE "C" NOT NULL,
    "madeAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "DuplicateSketch_exampleId_fkey" FOREIGN KEY ("exampleId") REFERENCES "Example" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "DuplicatePair" (
    "lowId" INTEGER NOT NULL,
    "highId" INTEGER NOT NULL,
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "alike" DOUBLE PRECISION NOT NULL,
    "runId" TEXT COLLATE "C" NOT NULL,

    PRIMARY KEY ("lowId", "highId")
);

CREATE TABLE "DuplicateDecision" (
    "lowId" INTEGER NOT NULL,
    "highId" INTEGER NOT NULL,
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "lowText" TEXT COLLATE "C" NOT NULL,
    "highText" TEXT COLLATE "C" NOT NULL,
    "byId" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

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
