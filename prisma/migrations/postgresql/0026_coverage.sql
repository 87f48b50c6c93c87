-- Edge cases against topics: which tag groups stand for them, how many examples a cell should hold, and what a new one begins with.
CREATE TABLE "Coverage" (
    "datasetId" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    "kindGroupId" TEXT COLLATE "C",
    "topicGroupId" TEXT COLLATE "C",
    "target" INTEGER
);

CREATE TABLE "CoverageTarget" (
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "kindTagId" TEXT COLLATE "C" NOT NULL,
    "topicTagId" TEXT COLLATE "C" NOT NULL,
    "target" INTEGER NOT NULL,

    PRIMARY KEY ("datasetId", "kindTagId", "topicTagId")
);

CREATE TABLE "CoverageTemplate" (
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "kindTagId" TEXT COLLATE "C" NOT NULL,
    "user" TEXT COLLATE "C" NOT NULL,
    "assistant" TEXT COLLATE "C" NOT NULL,

    PRIMARY KEY ("datasetId", "kindTagId")
);
