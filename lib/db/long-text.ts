import 'server-only'
import { randomUUID } from 'node:crypto'

// Prisma writes every parameter out and reads it back before its adapter sees it: about a tenth of the time in which an
// import reads and stores its rows. So a long text waits here, and a ticket goes through Prisma in its place.
const shared = globalThis as typeof globalThis & { finecutLongTexts?: Map<string, string> }
shared.finecutLongTexts ??= new Map()
const waiting = shared.finecutLongTexts

const leastLength = 10_000

/** Runs a statement with this text as a parameter: `run` hands on what it is given. */
export async function withLongText<T>(text: string, run: (parameter: string) => Promise<T>): Promise<T> {
  if (text.length < leastLength) return run(text)
  const ticket = randomUUID()
  waiting.set(ticket, text)
  try {
    return await run(ticket)
  } finally {
    waiting.delete(ticket)
  }
}

/** What an adapter binds: the texts in the place of their tickets. */
export function withTexts(args: unknown[]): unknown[] {
  if (waiting.size === 0) return args
  return args.map((arg) => (typeof arg === 'string' ? (waiting.get(arg) ?? arg) : arg))
}
