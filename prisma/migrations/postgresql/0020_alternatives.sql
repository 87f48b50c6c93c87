-- Other answers in the place of an assistant message, and which preference examples were made of what.
CREATE TABLE "ExampleAlternative" (
    "exampleId" INTEGER NOT NULL,
    "id" TEXT COLLATE "C" NOT NULL,
    "messageId" TEXT COLLATE "C" NOT NULL,
    "text" TEXT COLLATE "C" NOT NULL,
    "origin" TEXT COLLATE "C" NOT NULL,
    "authorId" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    PRIMARY KEY ("exampleId", "id"),
    CONSTRAINT "ExampleAlternative_exampleId_fkey" FOREIGN KEY ("exampleId") REFERENCES "Example" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "PreferencePair" (
    "pairId" INTEGER NOT NULL PRIMARY KEY,
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "sourceId" INTEGER NOT NULL,
    "messageId" TEXT COLLATE "C" NOT NULL,
    "rejectedHash" TEXT COLLATE "C" NOT NULL,
    CONSTRAINT "PreferencePair_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Example" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE UNIQUE INDEX "PreferencePair_sourceId_messageId_rejectedHash_key" ON "PreferencePair"("sourceId", "messageId", "rejectedHash");
