-- How a purge goes: looking, then erasing, then its end. One that was cut off before said nothing of what it touched.
ALTER TABLE "Purge" ADD COLUMN "number" INTEGER;
ALTER TABLE "Purge" ADD COLUMN "dryRun" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "Purge" ADD COLUMN "state" TEXT COLLATE "C" NOT NULL DEFAULT 'done';
ALTER TABLE "Purge" ADD COLUMN "looked" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Purge" ADD COLUMN "total" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Purge" ADD COLUMN "isErased" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "Purge" ADD COLUMN "message" TEXT COLLATE "C";
ALTER TABLE "Purge" ADD COLUMN "finishedAt" TIMESTAMP(3);
UPDATE "Purge" SET "state" = 'failed', "message" = 'purgeInterrupted' WHERE "touched" = '{}';
