-- Indexes of the lists hold only what is shown: rows of a running import go into them once, when they are shown. A
-- hash is looked up by its first characters: as a whole, nearly every new row would touch a page of its own.
DROP INDEX "Example_datasetId_visible_updatedAt_id_trashedAt_status_idx";
CREATE INDEX "Example_datasetId_visible_updatedAt_id_trashedAt_status_idx" ON "Example"("datasetId", "visible", "updatedAt", "id", "trashedAt", "status") WHERE "visible" = 1;
DROP INDEX "Example_datasetId_visible_tokens_id_trashedAt_status_idx";
CREATE INDEX "Example_datasetId_visible_tokens_id_trashedAt_status_idx" ON "Example"("datasetId", "visible", "tokens", "id", "trashedAt", "status") WHERE "visible" = 1;
DROP INDEX "Example_datasetId_visible_turns_id_trashedAt_status_idx";
CREATE INDEX "Example_datasetId_visible_turns_id_trashedAt_status_idx" ON "Example"("datasetId", "visible", "turns", "id", "trashedAt", "status") WHERE "visible" = 1;
DROP INDEX "Example_datasetId_visible_status_number_trashedAt_idx";
CREATE INDEX "Example_datasetId_visible_status_number_trashedAt_idx" ON "Example"("datasetId", "visible", "status", "number", "trashedAt") WHERE "visible" = 1;
DROP INDEX "Example_filters_idx";
CREATE INDEX "Example_filters_idx" ON "Example"("datasetId", "visible", "number", "trashedAt", "status", "turns", "assistantTurns", "trainedTurns", "tokens", "trainedTokens", "errors", "problems", "roles", "split", "authorId", "sourceKey", "copiedFrom", "updatedAt", "kind") WHERE "visible" = 1;
DROP INDEX "Example_datasetId_contentHash_idx";
DROP INDEX "Example_datasetId_lineHash_idx";
CREATE INDEX "Example_lineHash_idx" ON "Example"(substr("lineHash", 1, 8));
