-- What the processes on one database have begun, see lib/jobs/lease.ts.
CREATE TABLE "Job" (
    "id" TEXT COLLATE "C" NOT NULL,
    "owner" TEXT COLLATE "C" NOT NULL,
    "queue" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "heartbeatAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "cancelledAt" TIMESTAMP(3),

    PRIMARY KEY ("id", "owner")
);

-- CreateIndex
CREATE INDEX "Job_queue_createdAt_idx" ON "Job"("queue", "createdAt");
