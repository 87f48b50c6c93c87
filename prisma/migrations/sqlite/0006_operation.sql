-- CreateTable
CREATE TABLE "Backup" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "file" TEXT NOT NULL,
    "bytes" BIGINT,
    "message" TEXT,
    "byId" TEXT NOT NULL,
    "startedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" DATETIME
);

-- CreateTable
CREATE TABLE "Purge" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "datasetId" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,
    "at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "textHash" TEXT NOT NULL,
    "textLength" INTEGER NOT NULL,
    "ignoreCase" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "examples" INTEGER NOT NULL,
    "revisions" INTEGER NOT NULL,
    "touched" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "Backup_startedAt_idx" ON "Backup"("startedAt");

-- CreateIndex
CREATE INDEX "Purge_datasetId_at_idx" ON "Purge"("datasetId", "at");
