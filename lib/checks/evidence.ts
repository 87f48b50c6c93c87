import { toolCallsOf } from '@/lib/conversations/pieces'
import type { Message } from '@/lib/conversations/schema'
import { isJsonObject } from '@/lib/conversations/words'
import type { Subject } from './check'
import { figureKeys } from './figures'

// each word asked for is a search through all texts
const mostAsked = 200

/** What stands in an example before a message, and in the notes of its dataset: what an answer may state. */
export class Evidence {
  private readonly unread: string[] = []
  private readonly keys = new Set<string>()
  private readonly figures: number[] = []
  private readonly texts: string[] = []
  private read = 0
  private asked = 0

  constructor(notes: readonly string[], { conversation: { tools } }: Subject) {
    this.unread.push(...notes)
    if (Array.isArray(tools))
      for (const tool of tools) if (isJsonObject(tool)) this.unread.push(JSON.stringify(tool))
  }

  // read only when something is asked for: most answers state nothing that must be looked up
  add(text: string): void {
    this.unread.push(text)
  }

  /** What a message called tools with counts as said. */
  addCalls(message: Message): void {
    for (const { args } of toolCallsOf(message)) this.unread.push(args)
  }

  holdsFigure(keys: readonly string[]): boolean {
    this.readFigures()
    return keys.some(
      (key) => this.keys.has(key) || (key.startsWith('c:') && key.endsWith(':0') && this.holdsHour(key)),
    )
  }

  holdsWords(words: string): boolean {
    this.asked += 1
    if (this.asked > mostAsked) return true
    while (this.texts.length < this.unread.length) this.texts.push(plain(this.unread[this.texts.length]!))
    const wanted = plain(words)
    return wanted === '' || this.texts.some((text) => text.includes(wanted))
  }

  /** Its numbers, the latest last: what can be reckoned with. */
  numbers(): readonly number[] {
    this.readFigures()
    return this.figures
  }

  private readFigures(): void {
    for (; this.read < this.unread.length; this.read++)
      for (const key of figureKeys(this.unread[this.read]!)) {
        this.keys.add(key)
        if (key.startsWith('n:')) this.figures.push(Number(key.slice(2)))
      }
  }

  private holdsHour(key: string): boolean {
    const hour = Number(key.split(':')[1])
    return this.keys.has(`n:${hour}`) || this.keys.has(`n:${hour + 12}`)
  }
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
