-- Versions: what went out once, kept for ever, see docs/versions.md.
CREATE TABLE "Version" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "datasetId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "notes" TEXT NOT NULL DEFAULT '',
    "recipe" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "isCurrent" BOOLEAN NOT NULL DEFAULT false,
    "parentId" TEXT,
    "counts" TEXT,
    "createdById" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE INDEX "Version_datasetId_createdAt_idx" ON "Version"("datasetId", "createdAt");

CREATE TABLE "VersionFormat" (
    "versionId" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "datasetId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "written" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "problems" TEXT,
    "message" TEXT,
    "startedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" DATETIME,

    PRIMARY KEY ("versionId", "format")
);

CREATE INDEX "VersionFormat_datasetId_state_idx" ON "VersionFormat"("datasetId", "state");

CREATE TABLE "VersionFile" (
    "versionId" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "lines" INTEGER NOT NULL,
    "purgedAt" DATETIME,

    PRIMARY KEY ("versionId", "format", "name")
);

CREATE INDEX "VersionFile_sha256_idx" ON "VersionFile"("sha256");

CREATE TABLE "Blob" (
    "sha256" TEXT NOT NULL,
    "part" INTEGER NOT NULL,
    "data" TEXT NOT NULL,

    PRIMARY KEY ("sha256", "part")
);
