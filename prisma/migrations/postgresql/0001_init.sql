-- Texts sort by their code points, as in SQLite, whatever the language of the server: COLLATE "C" on every text
-- column, also in later migrations.
-- CreateTable
CREATE TABLE "User" (
    "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    "name" TEXT COLLATE "C" NOT NULL,
    "email" TEXT COLLATE "C" NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT COLLATE "C",
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "studioRole" TEXT COLLATE "C" NOT NULL DEFAULT 'member',
    "locale" TEXT COLLATE "C" NOT NULL DEFAULT 'en',
    "theme" TEXT COLLATE "C" NOT NULL DEFAULT 'system',
    "shortcutsOff" BOOLEAN NOT NULL DEFAULT false,
    "disabledAt" TIMESTAMP(3)
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "token" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "ipAddress" TEXT COLLATE "C",
    "userAgent" TEXT COLLATE "C",
    "userId" TEXT COLLATE "C" NOT NULL,
    CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Account" (
    "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    "accountId" TEXT COLLATE "C" NOT NULL,
    "providerId" TEXT COLLATE "C" NOT NULL,
    "userId" TEXT COLLATE "C" NOT NULL,
    "accessToken" TEXT COLLATE "C",
    "refreshToken" TEXT COLLATE "C",
    "idToken" TEXT COLLATE "C",
    "accessTokenExpiresAt" TIMESTAMP(3),
    "refreshTokenExpiresAt" TIMESTAMP(3),
    "scope" TEXT COLLATE "C",
    "password" TEXT COLLATE "C",
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    CONSTRAINT "Account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Verification" (
    "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    "identifier" TEXT COLLATE "C" NOT NULL,
    "value" TEXT COLLATE "C" NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL
);

-- CreateTable
CREATE TABLE "SignInAttempt" (
    "id" SERIAL PRIMARY KEY,
    "accountKey" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- CreateTable
CREATE TABLE "Link" (
    "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    "kind" TEXT COLLATE "C" NOT NULL,
    "tokenHash" TEXT COLLATE "C" NOT NULL,
    "email" TEXT COLLATE "C",
    "userId" TEXT COLLATE "C",
    "datasetId" TEXT COLLATE "C",
    "role" TEXT COLLATE "C",
    "studioRole" TEXT COLLATE "C",
    "createdById" TEXT COLLATE "C",
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "usedAt" TIMESTAMP(3),
    "revokedAt" TIMESTAMP(3)
);

-- CreateTable
CREATE TABLE "Dataset" (
    "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    "name" TEXT COLLATE "C" NOT NULL,
    "guidelines" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "state" TEXT COLLATE "C" NOT NULL DEFAULT 'active',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "nextNumber" INTEGER NOT NULL DEFAULT 1,
    "splitRule" TEXT COLLATE "C",
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL
);

-- CreateTable
CREATE TABLE "Membership" (
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "userId" TEXT COLLATE "C" NOT NULL,
    "role" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    PRIMARY KEY ("datasetId", "userId"),
    CONSTRAINT "Membership_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Membership_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "TagGroup" (
    "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "position" INTEGER NOT NULL,
    "deletedAt" TIMESTAMP(3),
    CONSTRAINT "TagGroup_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Tag" (
    "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "groupId" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "color" TEXT COLLATE "C" NOT NULL,
    "description" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "position" INTEGER NOT NULL,
    "targetMin" DOUBLE PRECISION,
    "targetMax" DOUBLE PRECISION,
    "deletedAt" TIMESTAMP(3),
    "mergedIntoId" TEXT COLLATE "C",
    CONSTRAINT "Tag_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Tag_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "TagGroup" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Example" (
    "id" SERIAL PRIMARY KEY,
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "number" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "status" TEXT COLLATE "C" NOT NULL DEFAULT 'draft',
    "statusReason" TEXT COLLATE "C",
    "statusById" TEXT COLLATE "C",
    "statusAt" TIMESTAMP(3),
    "approvedHash" TEXT COLLATE "C",
    "approvedRevision" INTEGER,
    "approvedById" TEXT COLLATE "C",
    "approvedAt" TIMESTAMP(3),
    "autoReturned" BOOLEAN NOT NULL DEFAULT false,
    "trashedAt" TIMESTAMP(3),
    "preview" TEXT COLLATE "C" NOT NULL,
    "strip" TEXT COLLATE "C" NOT NULL,
    "turns" INTEGER NOT NULL,
    "assistantTurns" INTEGER NOT NULL,
    "trainedTurns" INTEGER NOT NULL,
    "tokens" INTEGER NOT NULL,
    "trainedTokens" INTEGER NOT NULL,
    "roles" TEXT COLLATE "C" NOT NULL,
    "problems" TEXT COLLATE "C" NOT NULL,
    "errors" INTEGER NOT NULL DEFAULT 0,
    "contentHash" TEXT COLLATE "C" NOT NULL,
    "approvalHash" TEXT COLLATE "C" NOT NULL,
    "lineHash" TEXT COLLATE "C",
    "importId" TEXT COLLATE "C",
    "importLine" INTEGER,
    "sourceKey" TEXT COLLATE "C",
    "split" TEXT COLLATE "C",
    "copiedFrom" INTEGER,
    "authorId" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "visible" BOOLEAN NOT NULL DEFAULT true,
    "text" TEXT COLLATE "C" NOT NULL,
    "messageIds" TEXT COLLATE "C",
    CONSTRAINT "Example_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ExampleTag" (
    "exampleId" INTEGER NOT NULL,
    "tagId" TEXT COLLATE "C" NOT NULL,
    "messageId" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "viaTagId" TEXT COLLATE "C",

    PRIMARY KEY ("exampleId", "tagId", "messageId"),
    CONSTRAINT "ExampleTag_exampleId_fkey" FOREIGN KEY ("exampleId") REFERENCES "Example" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ExampleTag_tagId_fkey" FOREIGN KEY ("tagId") REFERENCES "Tag" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Revision" (
    "exampleId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "authorId" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "operationId" TEXT COLLATE "C",
    "edits" TEXT COLLATE "C" NOT NULL,
    "text" TEXT COLLATE "C",
    "messageIds" TEXT COLLATE "C",
    "approvalHash" TEXT COLLATE "C",
    "statusAfter" TEXT COLLATE "C",
    "undoOf" TEXT COLLATE "C",

    PRIMARY KEY ("exampleId", "number"),
    CONSTRAINT "Revision_exampleId_fkey" FOREIGN KEY ("exampleId") REFERENCES "Example" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Operation" (
    "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    "answer" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "id" SERIAL PRIMARY KEY,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actorId" TEXT COLLATE "C" NOT NULL,
    "action" TEXT COLLATE "C" NOT NULL,
    "datasetId" TEXT COLLATE "C",
    "target" TEXT COLLATE "C",
    "details" TEXT COLLATE "C" NOT NULL DEFAULT '{}'
);

-- CreateTable
CREATE TABLE "Upload" (
    "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "userId" TEXT COLLATE "C" NOT NULL,
    "fileName" TEXT COLLATE "C" NOT NULL,
    "size" BIGINT NOT NULL,
    "sha256" TEXT COLLATE "C",
    "received" BIGINT NOT NULL DEFAULT 0,
    "state" TEXT COLLATE "C" NOT NULL DEFAULT 'open',
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL
);

-- CreateTable
CREATE TABLE "Import" (
    "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "userId" TEXT COLLATE "C" NOT NULL,
    "fileName" TEXT COLLATE "C" NOT NULL,
    "size" BIGINT NOT NULL,
    "sha256" TEXT COLLATE "C" NOT NULL,
    "format" TEXT COLLATE "C" NOT NULL,
    "onError" TEXT COLLATE "C" NOT NULL,
    "sourceKey" TEXT COLLATE "C",
    "state" TEXT COLLATE "C" NOT NULL,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "lines" INTEGER NOT NULL DEFAULT 0,
    "stored" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "rolledBack" INTEGER NOT NULL DEFAULT 0,
    "rejected" INTEGER NOT NULL DEFAULT 0,
    "message" TEXT COLLATE "C",
    "startedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMP(3),
    CONSTRAINT "Import_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ImportRejection" (
    "importId" TEXT COLLATE "C" NOT NULL,
    "record" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "code" TEXT COLLATE "C" NOT NULL,
    "detail" TEXT COLLATE "C" NOT NULL DEFAULT '{}',
    "excerpt" TEXT COLLATE "C" NOT NULL DEFAULT '',

    PRIMARY KEY ("importId", "record"),
    CONSTRAINT "ImportRejection_importId_fkey" FOREIGN KEY ("importId") REFERENCES "Import" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Export" (
    "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    "datasetId" TEXT COLLATE "C" NOT NULL,
    "userId" TEXT COLLATE "C" NOT NULL,
    "recipe" TEXT COLLATE "C" NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL,
    "written" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "manifest" TEXT COLLATE "C",
    "message" TEXT COLLATE "C",
    "startedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMP(3)
);

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE UNIQUE INDEX "Session_token_key" ON "Session"("token");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE INDEX "Account_userId_idx" ON "Account"("userId");

-- CreateIndex
CREATE INDEX "Verification_identifier_idx" ON "Verification"("identifier");

-- CreateIndex
CREATE INDEX "SignInAttempt_accountKey_at_idx" ON "SignInAttempt"("accountKey", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Link_tokenHash_key" ON "Link"("tokenHash");

-- CreateIndex
CREATE INDEX "Link_kind_datasetId_idx" ON "Link"("kind", "datasetId");

-- CreateIndex
CREATE INDEX "Membership_userId_idx" ON "Membership"("userId");

-- CreateIndex
CREATE INDEX "TagGroup_datasetId_position_idx" ON "TagGroup"("datasetId", "position");

-- CreateIndex
CREATE INDEX "Tag_datasetId_groupId_position_idx" ON "Tag"("datasetId", "groupId", "position");

-- CreateIndex
CREATE INDEX "Example_datasetId_visible_updatedAt_id_trashedAt_status_idx" ON "Example"("datasetId", "visible", "updatedAt", "id", "trashedAt", "status");

-- CreateIndex
CREATE INDEX "Example_datasetId_visible_tokens_id_trashedAt_status_idx" ON "Example"("datasetId", "visible", "tokens", "id", "trashedAt", "status");

-- CreateIndex
CREATE INDEX "Example_datasetId_visible_turns_id_trashedAt_status_idx" ON "Example"("datasetId", "visible", "turns", "id", "trashedAt", "status");

-- CreateIndex
CREATE INDEX "Example_datasetId_visible_status_number_trashedAt_idx" ON "Example"("datasetId", "visible", "status", "number", "trashedAt");

-- CreateIndex
CREATE INDEX "Example_filters_idx" ON "Example"("datasetId", "visible", "number", "trashedAt", "status", "turns", "assistantTurns", "trainedTurns", "tokens", "trainedTokens", "errors", "problems", "roles", "split", "authorId", "sourceKey", "copiedFrom", "updatedAt");

-- CreateIndex
CREATE INDEX "Example_datasetId_contentHash_idx" ON "Example"("datasetId", "contentHash");

-- CreateIndex
CREATE INDEX "Example_datasetId_lineHash_idx" ON "Example"("datasetId", "lineHash");

-- CreateIndex
CREATE INDEX "Example_datasetId_sourceKey_idx" ON "Example"("datasetId", "sourceKey");

-- CreateIndex
CREATE INDEX "Example_importId_idx" ON "Example"("importId");

-- CreateIndex
CREATE UNIQUE INDEX "Example_datasetId_number_key" ON "Example"("datasetId", "number");

-- CreateIndex
CREATE INDEX "ExampleTag_tagId_exampleId_idx" ON "ExampleTag"("tagId", "exampleId");

-- CreateIndex
CREATE INDEX "Revision_authorId_at_idx" ON "Revision"("authorId", "at");

-- CreateIndex
CREATE INDEX "Operation_at_idx" ON "Operation"("at");

-- CreateIndex
CREATE INDEX "AuditEvent_datasetId_id_idx" ON "AuditEvent"("datasetId", "id");

-- CreateIndex
CREATE INDEX "AuditEvent_actorId_id_idx" ON "AuditEvent"("actorId", "id");

-- CreateIndex
CREATE INDEX "Import_datasetId_startedAt_idx" ON "Import"("datasetId", "startedAt");

-- CreateIndex
CREATE INDEX "Export_datasetId_startedAt_idx" ON "Export"("datasetId", "startedAt");

-- Search: the set of character pairs of an example, made by lib/query/pairs.ts.
CREATE TABLE "ExampleSearch" (
    "exampleId" INTEGER NOT NULL PRIMARY KEY,
    "pairs" TEXT[] COLLATE "C" NOT NULL,
    CONSTRAINT "ExampleSearch_exampleId_fkey" FOREIGN KEY ("exampleId") REFERENCES "Example" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "ExampleSearch_pairs_idx" ON "ExampleSearch" USING GIN ("pairs");
