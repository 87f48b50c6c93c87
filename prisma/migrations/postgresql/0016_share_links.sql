-- Links by which guests read, see docs/sharing.md.
CREATE TABLE "ShareLink" (
    "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "tokenHash" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "query" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "createdById" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMP(3),
    "revokedAt" TIMESTAMP(3),
    "lastUsedAt" TIMESTAMP(3)
);

-- CreateIndex
CREATE UNIQUE INDEX "ShareLink_tokenHash_key" ON "ShareLink"("tokenHash");

-- CreateIndex
CREATE INDEX "ShareLink_datasetId_createdAt_idx" ON "ShareLink"("datasetId", "createdAt");
