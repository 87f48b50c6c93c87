-- What an example is: a chat, or a prompt with a preferred and a rejected answer. Filters and counts read it from the index.
ALTER TABLE "Example" ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'chat';

DROP INDEX "Example_filters_idx";

CREATE INDEX "Example_filters_idx" ON "Example"("datasetId", "visible", "number", "trashedAt", "status", "turns", "assistantTurns", "trainedTurns", "tokens", "trainedTokens", "errors", "problems", "roles", "split", "authorId", "sourceKey", "copiedFrom", "updatedAt", "kind");
