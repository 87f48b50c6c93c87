-- Where the model fails: prompts with bad answers, and the examples that are written against them.
CREATE TABLE "WeakSpot" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "datasetId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "mustContain" TEXT NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deletedAt" DATETIME
);

CREATE TABLE "WeakSpotPrompt" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "datasetId" TEXT NOT NULL,
    "spotId" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "prompt" TEXT NOT NULL,
    "badAnswer" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "exampleNumber" INTEGER,
    "authorId" TEXT NOT NULL,
    "at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removedAt" DATETIME
);

CREATE TABLE "WeakSpotExample" (
    "spotId" TEXT NOT NULL,
    "exampleId" INTEGER NOT NULL,
    "datasetId" TEXT NOT NULL,
    "promptId" TEXT,

    PRIMARY KEY ("spotId", "exampleId"),
    CONSTRAINT "WeakSpotExample_exampleId_fkey" FOREIGN KEY ("exampleId") REFERENCES "Example" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "WeakSpot_datasetId_createdAt_idx" ON "WeakSpot"("datasetId", "createdAt");
CREATE INDEX "WeakSpotPrompt_datasetId_idx" ON "WeakSpotPrompt"("datasetId");
CREATE INDEX "WeakSpotPrompt_spotId_place_idx" ON "WeakSpotPrompt"("spotId", "place");
CREATE INDEX "WeakSpotExample_datasetId_spotId_idx" ON "WeakSpotExample"("datasetId", "spotId");
CREATE INDEX "WeakSpotExample_exampleId_idx" ON "WeakSpotExample"("exampleId");
CREATE INDEX "WeakSpotExample_promptId_idx" ON "WeakSpotExample"("promptId");
