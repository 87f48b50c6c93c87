-- A link may show a version.
ALTER TABLE "ShareLink" ADD COLUMN "versionId" TEXT COLLATE "C";
