-- An approval is of the revisions that stand in the selection of its run: a time says less.
ALTER TABLE "BulkRun" DROP COLUMN "seenAt";
