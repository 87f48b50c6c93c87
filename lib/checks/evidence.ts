import { toolCallsOf } from '@/lib/conversations/pieces'
import { isJsonObject } from '@/lib/conversations/words'
import type { Subject } from './check'
import { figureKeys } from './figures'

/** What stands in an example before a message, and in the notes of its dataset: what an answer may state. */
export class Evidence {
  private readonly keys = new Set<string>()
  private readonly texts: string[] = []
  /** Numbers of users and tools, the latest last: what can be reckoned with. */
  readonly numbers: number[] = []

  constructor(notes: readonly string[], subject: Subject) {
    for (const note of notes) this.add(note)
    const { tools } = subject.conversation
    if (Array.isArray(tools)) for (const tool of tools) if (isJsonObject(tool)) this.add(JSON.stringify(tool))
  }

  add(text: string): void {
    const keys = figureKeys(text)
    for (const key of keys) {
      this.keys.add(key)
      if (key.startsWith('n:')) this.numbers.push(Number(key.slice(2)))
    }
    this.texts.push(plain(text))
  }

  /** What a message called tools with counts as said. */
  addCalls(message: Subject['conversation']['messages'][number]): void {
    for (const { args } of toolCallsOf(message)) this.add(args)
  }

  holdsFigure(keys: readonly string[]): boolean {
    return keys.some(
      (key) => this.keys.has(key) || (key.startsWith('c:') && key.endsWith(':0') && this.holdsHour(key)),
    )
  }

  private holdsHour(key: string): boolean {
    const hour = Number(key.split(':')[1])
    return this.keys.has(`n:${hour}`) || this.keys.has(`n:${hour + 12}`)
  }

  holdsWords(words: string): boolean {
    const wanted = plain(words)
    return wanted === '' || this.texts.some((text) => text.includes(wanted))
  }
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
