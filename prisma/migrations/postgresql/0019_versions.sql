-- Versions: what went out once, kept for ever, see docs/versions.md.
CREATE TABLE "Version" (
    "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "notes" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "recipe" TEXT COLLATE "C" NOT NULL,
    "format" TEXT COLLATE "C" NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL,
    "isCurrent" BOOLEAN NOT NULL DEFAULT false,
    "parentId" TEXT COLLATE "C",
    "counts" TEXT COLLATE "C",
    "createdById" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE INDEX "Version_datasetId_createdAt_idx" ON "Version"("datasetId", "createdAt");

CREATE TABLE "VersionFormat" (
    "versionId" TEXT COLLATE "C" NOT NULL,
    "format" TEXT COLLATE "C" NOT NULL,
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "userId" TEXT COLLATE "C" NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL,
    "written" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "problems" TEXT COLLATE "C",
    "message" TEXT COLLATE "C",
    "startedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMP(3),

    PRIMARY KEY ("versionId", "format")
);

CREATE INDEX "VersionFormat_datasetId_state_idx" ON "VersionFormat"("datasetId", "state");

CREATE TABLE "VersionFile" (
    "versionId" TEXT COLLATE "C" NOT NULL,
    "format" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "position" INTEGER NOT NULL,
    "sha256" TEXT COLLATE "C" NOT NULL,
    "bytes" BIGINT NOT NULL,
    "lines" INTEGER NOT NULL,
    "purgedAt" TIMESTAMP(3),

    PRIMARY KEY ("versionId", "format", "name")
);

CREATE INDEX "VersionFile_sha256_idx" ON "VersionFile"("sha256");

CREATE TABLE "Blob" (
    "sha256" TEXT COLLATE "C" NOT NULL,
    "part" INTEGER NOT NULL,
    "data" TEXT COLLATE "C" NOT NULL,

    PRIMARY KEY ("sha256", "part")
);
