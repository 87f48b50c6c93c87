import { readFileSync } from 'node:fs'
import type { Engine } from '@/lib/db/engine'
import { listMigrations } from '@/lib/db/migrations'

/** The rows of a studio that the first schema held, by statements that both engines read. */
export const firstRows = readFileSync('prisma/upgrade/0001.sql', 'utf8')

/** What makes such a studio in an empty database. */
export function firstStudioSql(engine: Engine): string {
  const { name, checksum, sql } = listMigrations(engine)[0]!
  return `${sql};
    CREATE TABLE "FinecutMigration" ("name" TEXT PRIMARY KEY, "checksum" TEXT NOT NULL, "appliedAt" TEXT NOT NULL);
    INSERT INTO "FinecutMigration" VALUES ('${name}', '${checksum}', '2026-01-01T00:00:00Z');
    ${firstRows}`
}
