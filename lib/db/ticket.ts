import 'server-only'
import { randomUUID } from 'node:crypto'

export type Cell = string | number | boolean | null

// Prisma writes every parameter out and reads it back before its adapter sees it: about a tenth of the time in which an
// import reads and stores its rows. So what is long waits here, and a ticket goes through Prisma in its place.
const shared = globalThis as typeof globalThis & { finecutTickets?: Map<string, string | Cell[][]> }
shared.finecutTickets ??= new Map()
const waiting = shared.finecutTickets

const leastLength = 10_000

/** Runs a statement with this text as a parameter: `run` hands on what it is given. */
export async function withLongText<T>(text: string, run: (parameter: string) => Promise<T>): Promise<T> {
  return text.length < leastLength ? run(text) : withTicket(text, run)
}

/** Runs a statement of one row for each of these rows: its only parameter is what `run` is given. */
export const withRows = <T>(rows: Cell[][], run: (parameter: string) => Promise<T>): Promise<T> =>
  withTicket(rows, run)

async function withTicket<T>(held: string | Cell[][], run: (ticket: string) => Promise<T>): Promise<T> {
  const ticket = randomUUID()
  waiting.set(ticket, held)
  try {
    return await run(ticket)
  } finally {
    waiting.delete(ticket)
  }
}

/** What an adapter binds: the texts in the place of their tickets. */
export function withTexts(args: unknown[]): unknown[] {
  if (waiting.size === 0) return args
  return args.map((arg) => {
    const held = typeof arg === 'string' ? waiting.get(arg) : undefined
    return typeof held === 'string' ? held : arg
  })
}

/** The rows that a statement's only parameter stands for, if it does. */
export function rowsOf(args: unknown[]): Cell[][] | null {
  const held = args.length === 1 && typeof args[0] === 'string' ? waiting.get(args[0]) : undefined
  return Array.isArray(held) ? held : null
}
