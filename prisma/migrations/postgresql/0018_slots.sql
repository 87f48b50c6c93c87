-- Examples of a tag that are to be written, and those that were written for it.
CREATE TABLE "WriteSlot" (
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "tagId" TEXT COLLATE "C" NOT NULL,
    "wanted" INTEGER NOT NULL,

    PRIMARY KEY ("datasetId", "tagId")
);

CREATE TABLE "WriteSlotExample" (
    "exampleId" INTEGER NOT NULL PRIMARY KEY,
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "tagId" TEXT COLLATE "C" NOT NULL,
    CONSTRAINT "WriteSlotExample_exampleId_fkey" FOREIGN KEY ("exampleId") REFERENCES "Example" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "WriteSlotExample_datasetId_tagId_idx" ON "WriteSlotExample"("datasetId", "tagId");
