-- How a file was read by a person's word, and of which columns or fields it was: offered again for the same ones.
ALTER TABLE "Import" ADD COLUMN "options" TEXT NOT NULL DEFAULT '{}';
ALTER TABLE "Import" ADD COLUMN "signature" TEXT NOT NULL DEFAULT '';
