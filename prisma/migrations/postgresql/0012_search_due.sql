-- Examples whose search rows are still to be made: an import shows its examples first, and they are indexed behind it.
CREATE TABLE "SearchDue" (
    "exampleId" INTEGER NOT NULL PRIMARY KEY,
    "datasetId" TEXT COLLATE "C" NOT NULL
);
-- nobody asks for those of one dataset
DROP INDEX "TokensDue_datasetId_idx";
