/** `scheduled-2026-11-25T03-00-00Z.db`: sorts by time, and is a name on every system. */
export const backupFileName = (kind: 'scheduled' | 'manual', at: Date): string =>
  `${kind}-${at.toISOString().slice(0, 19).replaceAll(':', '-')}Z.db`
