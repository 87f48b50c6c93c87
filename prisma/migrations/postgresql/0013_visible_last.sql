-- An index of shown rows only: where "visible" stood before the column that a range is asked of, PostgreSQL, which knows
-- it from the condition of the index, walked the whole dataset to the first row of the range.
DROP INDEX "Example_datasetId_visible_updatedAt_id_trashedAt_status_idx";
CREATE INDEX "Example_updated_idx" ON "Example"("datasetId", "updatedAt", "id", "trashedAt", "status", "visible") WHERE "visible";
DROP INDEX "Example_tokens_idx";
CREATE INDEX "Example_tokens_idx" ON "Example"("datasetId", "tokens", "id", "trashedAt", "status", "turns", "visible") WHERE "visible";
DROP INDEX "Example_turns_idx";
CREATE INDEX "Example_turns_idx" ON "Example"("datasetId", "turns", "id", "trashedAt", "status", "tokens", "visible") WHERE "visible";
DROP INDEX "Example_datasetId_visible_status_number_trashedAt_idx";
CREATE INDEX "Example_status_idx" ON "Example"("datasetId", "status", "number", "trashedAt", "visible") WHERE "visible";
DROP INDEX "Example_filters_idx";
CREATE INDEX "Example_filters_idx" ON "Example"("datasetId", "number", "trashedAt", "status", "turns", "assistantTurns", "trainedTurns", "tokens", "trainedTokens", "errors", "problems", "roles", "split", "authorId", "sourceKey", "copiedFrom", "updatedAt", "kind", "visible") WHERE "visible";
