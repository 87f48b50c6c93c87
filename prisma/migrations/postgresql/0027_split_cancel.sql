-- A run of sides keeps what stood before it, to be taken back.
ALTER TABLE "SplitRun" ADD COLUMN "before" TEXT;
