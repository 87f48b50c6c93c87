-- Where the model fails: prompts with bad answers, and the examples that are written against them.
CREATE TABLE "WeakSpot" (
    "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "title" TEXT COLLATE "C" NOT NULL,
    "mustContain" TEXT COLLATE "C" NOT NULL,
    "createdById" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deletedAt" TIMESTAMP(3)
);

CREATE TABLE "WeakSpotPrompt" (
    "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "spotId" TEXT COLLATE "C" NOT NULL,
    "place" INTEGER NOT NULL,
    "prompt" TEXT COLLATE "C" NOT NULL,
    "badAnswer" TEXT COLLATE "C" NOT NULL,
    "origin" TEXT COLLATE "C" NOT NULL,
    "exampleNumber" INTEGER,
    "authorId" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removedAt" TIMESTAMP(3)
);

CREATE TABLE "WeakSpotExample" (
    "spotId" TEXT COLLATE "C" NOT NULL,
    "exampleId" INTEGER NOT NULL,
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "promptId" TEXT COLLATE "C",

    PRIMARY KEY ("spotId", "exampleId"),
    CONSTRAINT "WeakSpotExample_exampleId_fkey" FOREIGN KEY ("exampleId") REFERENCES "Example" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "WeakSpot_datasetId_createdAt_idx" ON "WeakSpot"("datasetId", "createdAt");
CREATE INDEX "WeakSpotPrompt_datasetId_idx" ON "WeakSpotPrompt"("datasetId");
CREATE INDEX "WeakSpotPrompt_spotId_place_idx" ON "WeakSpotPrompt"("spotId", "place");
CREATE INDEX "WeakSpotExample_datasetId_spotId_idx" ON "WeakSpotExample"("datasetId", "spotId");
CREATE INDEX "WeakSpotExample_exampleId_idx" ON "WeakSpotExample"("exampleId");
CREATE INDEX "WeakSpotExample_promptId_idx" ON "WeakSpotExample"("promptId");
