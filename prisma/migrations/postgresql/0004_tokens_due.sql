-- Examples whose tokens are estimates: an import shows its examples first, and they are counted behind it.
CREATE TABLE "TokensDue" (
    "exampleId" INTEGER NOT NULL PRIMARY KEY,
    "datasetId" TEXT COLLATE "C" NOT NULL
);

-- CreateIndex
CREATE INDEX "TokensDue_datasetId_idx" ON "TokensDue"("datasetId");
