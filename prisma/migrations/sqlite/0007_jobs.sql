-- What the processes on one database have begun, see lib/jobs/lease.ts.
CREATE TABLE "Job" (
    "id" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "queue" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "heartbeatAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "cancelledAt" DATETIME,

    PRIMARY KEY ("id", "owner")
);

-- CreateIndex
CREATE INDEX "Job_queue_createdAt_idx" ON "Job"("queue", "createdAt");
