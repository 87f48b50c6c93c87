-- What trainers take and cost, as the owner last wrote it; no row: as Finecut brings it.
CREATE TABLE "ModelTable" (
    "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    "revision" INTEGER NOT NULL,
    "rows" TEXT COLLATE "C" NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL
);
