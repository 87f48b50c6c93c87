-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    "studioRole" TEXT NOT NULL DEFAULT 'member',
    "locale" TEXT NOT NULL DEFAULT 'en',
    "theme" TEXT NOT NULL DEFAULT 'system',
    "shortcutsOff" BOOLEAN NOT NULL DEFAULT false,
    "disabledAt" DATETIME
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "expiresAt" DATETIME NOT NULL,
    "token" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "userId" TEXT NOT NULL,
    CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Account" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" DATETIME,
    "refreshTokenExpiresAt" DATETIME,
    "scope" TEXT,
    "password" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Verification" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "SignInAttempt" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "accountKey" TEXT NOT NULL,
    "at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- CreateTable
CREATE TABLE "Link" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "email" TEXT,
    "userId" TEXT,
    "datasetId" TEXT,
    "role" TEXT,
    "studioRole" TEXT,
    "createdById" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" DATETIME NOT NULL,
    "usedAt" DATETIME,
    "revokedAt" DATETIME
);

-- CreateTable
CREATE TABLE "Dataset" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "guidelines" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT 'active',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "nextNumber" INTEGER NOT NULL DEFAULT 1,
    "splitRule" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Membership" (
    "datasetId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,

    PRIMARY KEY ("datasetId", "userId"),
    CONSTRAINT "Membership_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Membership_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "TagGroup" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "datasetId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "deletedAt" DATETIME,
    CONSTRAINT "TagGroup_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Tag" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "datasetId" TEXT NOT NULL,
    "groupId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "color" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "position" INTEGER NOT NULL,
    "targetMin" REAL,
    "targetMax" REAL,
    "deletedAt" DATETIME,
    "mergedIntoId" TEXT,
    CONSTRAINT "Tag_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Tag_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "TagGroup" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Example" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "datasetId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "status" TEXT NOT NULL DEFAULT 'draft',
    "statusReason" TEXT,
    "statusById" TEXT,
    "statusAt" DATETIME,
    "approvedHash" TEXT,
    "approvedRevision" INTEGER,
    "approvedById" TEXT,
    "approvedAt" DATETIME,
    "autoReturned" BOOLEAN NOT NULL DEFAULT false,
    "trashedAt" DATETIME,
    "preview" TEXT NOT NULL,
    "strip" TEXT NOT NULL,
    "turns" INTEGER NOT NULL,
    "assistantTurns" INTEGER NOT NULL,
    "trainedTurns" INTEGER NOT NULL,
    "tokens" INTEGER NOT NULL,
    "trainedTokens" INTEGER NOT NULL,
    "roles" TEXT NOT NULL,
    "problems" TEXT NOT NULL,
    "errors" INTEGER NOT NULL DEFAULT 0,
    "contentHash" TEXT NOT NULL,
    "approvalHash" TEXT NOT NULL,
    "lineHash" TEXT,
    "importId" TEXT,
    "importLine" INTEGER,
    "sourceKey" TEXT,
    "split" TEXT,
    "copiedFrom" INTEGER,
    "authorId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "visible" BOOLEAN NOT NULL DEFAULT true,
    "text" TEXT NOT NULL,
    "messageIds" TEXT,
    CONSTRAINT "Example_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ExampleTag" (
    "exampleId" INTEGER NOT NULL,
    "tagId" TEXT NOT NULL,
    "messageId" TEXT NOT NULL DEFAULT '',
    "viaTagId" TEXT,

    PRIMARY KEY ("exampleId", "tagId", "messageId"),
    CONSTRAINT "ExampleTag_exampleId_fkey" FOREIGN KEY ("exampleId") REFERENCES "Example" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ExampleTag_tagId_fkey" FOREIGN KEY ("tagId") REFERENCES "Tag" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Revision" (
    "exampleId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "authorId" TEXT NOT NULL,
    "at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "operationId" TEXT,
    "edits" TEXT NOT NULL,
    "text" TEXT,
    "messageIds" TEXT,
    "approvalHash" TEXT,
    "statusAfter" TEXT,
    "undoOf" TEXT,

    PRIMARY KEY ("exampleId", "number"),
    CONSTRAINT "Revision_exampleId_fkey" FOREIGN KEY ("exampleId") REFERENCES "Example" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Operation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "answer" TEXT NOT NULL,
    "at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actorId" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "datasetId" TEXT,
    "target" TEXT,
    "details" TEXT NOT NULL DEFAULT '{}'
);

-- CreateTable
CREATE TABLE "Upload" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "datasetId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "sha256" TEXT,
    "received" BIGINT NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL DEFAULT 'open',
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Import" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "datasetId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "onError" TEXT NOT NULL,
    "sourceKey" TEXT,
    "state" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "lines" INTEGER NOT NULL DEFAULT 0,
    "stored" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "rolledBack" INTEGER NOT NULL DEFAULT 0,
    "rejected" INTEGER NOT NULL DEFAULT 0,
    "message" TEXT,
    "startedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" DATETIME,
    CONSTRAINT "Import_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ImportRejection" (
    "importId" TEXT NOT NULL,
    "record" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "detail" TEXT NOT NULL DEFAULT '{}',
    "excerpt" TEXT NOT NULL DEFAULT '',

    PRIMARY KEY ("importId", "record"),
    CONSTRAINT "ImportRejection_importId_fkey" FOREIGN KEY ("importId") REFERENCES "Import" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Export" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "datasetId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "recipe" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "written" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "manifest" TEXT,
    "message" TEXT,
    "startedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" DATETIME
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



-- Search: the set of character pairs of an example, made by lib/query/pairs.ts; rowid = Example.id.
-- Every character is part of a token; only the space that lib/query puts between pairs separates.
CREATE VIRTUAL TABLE "ExampleSearch" USING fts5(
  "pairs",
  content='',
  contentless_delete=1,
  detail=none,
  tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Z* C*' separators ' '"
);
