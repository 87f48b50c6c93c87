-- What trainers take and cost, as the owner last wrote it; no row: as Finecut brings it.
CREATE TABLE "ModelTable" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "revision" INTEGER NOT NULL,
    "rows" TEXT NOT NULL,
    "updatedAt" DATETIME NOT NULL
);
