type Params = Record<string, string | number>
/** Why a backup failed: sentence `errors.<reason>`, which `params` fill. */
export type BackupFailure = { reason: string; params: Params }

/** As its row keeps it: the reason, and behind it what fills its sentence. */
export function printFailure({ reason, params }: BackupFailure): string {
  // its file stands in the row already; where that lies is no business of a browser
  const { file: _, ...rest } = params
  return Object.keys(rest).length === 0 ? reason : `${reason} ${JSON.stringify(rest)}`
}

export function readFailure(message: string): BackupFailure {
  const end = message.indexOf(' ')
  if (end < 0) return { reason: message, params: {} }
  return { reason: message.slice(0, end), params: JSON.parse(message.slice(end + 1)) as Params }
}
