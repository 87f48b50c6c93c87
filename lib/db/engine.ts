export type Engine = 'sqlite' | 'postgresql'

/** The engine that a DATABASE_URL names: SQLite unless it begins with postgresql:// or postgres://. */
export const engineOf = (url: string | undefined): Engine =>
  /^postgres(ql)?:\/\//.test(url ?? '') ? 'postgresql' : 'sqlite'

/** The engine that this process runs on; it never changes while the process lives. */
export const engine: Engine = engineOf(process.env.DATABASE_URL)
