-- Edge cases against topics: which tag groups stand for them, how many examples a cell should hold, and what a new one begins with.
CREATE TABLE "Coverage" (
    "datasetId" TEXT NOT NULL PRIMARY KEY,
    "kindGroupId" TEXT,
    "topicGroupId" TEXT,
    "target" INTEGER
);

CREATE TABLE "CoverageTarget" (
    "datasetId" TEXT NOT NULL,
    "kindTagId" TEXT NOT NULL,
    "topicTagId" TEXT NOT NULL,
    "target" INTEGER NOT NULL,

    PRIMARY KEY ("datasetId", "kindTagId", "topicTagId")
);

CREATE TABLE "CoverageTemplate" (
    "datasetId" TEXT NOT NULL,
    "kindTagId" TEXT NOT NULL,
    "user" TEXT NOT NULL,
    "assistant" TEXT NOT NULL,

    PRIMARY KEY ("datasetId", "kindTagId")
);
