import type { Door } from './door'

/** What a verb is given: its options by name, what stands without a name, and the folder that paths start from. */
export type VerbCall = {
  options: Record<string, string | boolean | undefined>
  words: string[]
  folder: string
  door: () => Promise<Door>
}

/** What a verb answers: with --json `data` as one object (or one line a record of `records`), else the sentences. */
export type VerbAnswer = { data?: object; records?: object[]; lines: string[]; failed?: boolean }

export type OptionSpec = { type: 'string' | 'boolean'; required?: true }
export type Verb = {
  /** As in the help: `FILE`, or nothing. */
  words: string[]
  options: Record<string, OptionSpec>
  run: (call: VerbCall) => Promise<VerbAnswer>
}
