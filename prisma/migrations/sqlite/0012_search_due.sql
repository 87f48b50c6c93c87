-- Examples whose search rows are still to be made: an import shows its examples first, and they are indexed behind it.
CREATE TABLE "SearchDue" (
    "exampleId" INTEGER NOT NULL PRIMARY KEY,
    "datasetId" TEXT NOT NULL
);
-- nobody asks for those of one dataset
DROP INDEX "TokensDue_datasetId_idx";
-- More unmerged parts before they are merged: with the default of 4, single commits of a long import take 100 ms. Kept in
-- the search table.
INSERT INTO "ExampleSearch" ("ExampleSearch", rank) VALUES ('automerge', 8);
