-- What the rule split/2 keeps of an example besides its side: whether it was put there by hand, and whether it is in no file
-- since it is linked to more than one side.
CREATE TABLE "SplitPlace" (
    "exampleId" INTEGER NOT NULL PRIMARY KEY,
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "pinned" BOOLEAN NOT NULL DEFAULT false,
    "held" BOOLEAN NOT NULL DEFAULT false,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- CreateIndex
CREATE INDEX "SplitPlace_datasetId_idx" ON "SplitPlace"("datasetId");
