-- A list by tokens that shows long conversations only, or the other way round, walks past many rows before it meets
-- fifty: with the other figure in the index they need not be opened.
DROP INDEX "Example_datasetId_visible_tokens_id_trashedAt_status_idx";
CREATE INDEX "Example_tokens_idx" ON "Example"("datasetId", "visible", "tokens", "id", "trashedAt", "status", "turns") WHERE "visible";
DROP INDEX "Example_datasetId_visible_turns_id_trashedAt_status_idx";
CREATE INDEX "Example_turns_idx" ON "Example"("datasetId", "visible", "turns", "id", "trashedAt", "status", "tokens") WHERE "visible";
