export type SaveState = 'saved' | 'waiting' | 'saving' | 'offline' | 'conflict' | 'refused'

export type SaveOutcome =
  | { kind: 'saved'; revision: number }
  /** Someone else changed it: what stands there now. */
  | { kind: 'conflict'; revision: number; text: string }
  /** The network or the server has no time: the same again later. */
  | { kind: 'later' }
  | { kind: 'refused'; message: string }

/** What is kept in this browser until the server has it. */
export type KeptDraft = { text: string; base: string; revision: number }

export type AutosaveView = { state: SaveState; message: string; theirs: string | null }

type Parts = {
  text: string
  revision: number
  /** `base`: the text that it takes the place of. */
  save: (text: string, revision: number, base: string) => Promise<SaveOutcome>
  keep: (draft: KeptDraft | null) => void
  onChange: (view: AutosaveView) => void
}

const pauseMs = 800
const retryMs = [2_000, 5_000, 10_000, 30_000]

/**
 * Sends a text a moment after the last keystroke, one request at a time, on the revision it was read at. Says
 * "saved" only for what the server has acknowledged; a conflict waits for a person.
 */
export class Autosave {
  private text: string
  /** The text that the server has, as far as is known, and its revision. */
  private base: string
  private revision: number
  private theirs: { text: string; revision: number } | null = null
  private view: AutosaveView = { state: 'saved', message: '', theirs: null }
  private timer: ReturnType<typeof setTimeout> | undefined
  private inFlight = false
  private failures = 0

  constructor(private readonly parts: Parts) {
    this.text = parts.text
    this.base = parts.text
    this.revision = parts.revision
  }

  set(text: string): void {
    this.text = text
    this.parts.keep(text === this.base ? null : { text, base: this.base, revision: this.revision })
    if (this.theirs) return
    const idle = !this.inFlight
    if (idle && text === this.base) this.show('saved')
    else {
      if (idle) this.show(this.failures > 0 ? 'offline' : 'waiting')
      this.schedule(pauseMs)
    }
  }

  /** Brings back what an earlier visit could not send. */
  restore(draft: KeptDraft): void {
    this.text = draft.text
    if (draft.text === this.base) this.parts.keep(null)
    else if (draft.base !== this.base) this.meet({ text: this.base, revision: this.revision })
    else {
      this.show('waiting')
      this.schedule(0)
    }
  }

  /** Takes what the server has now where nothing of one's own waits; returns the text that then stands. */
  follow(stored: { text: string; revision: number }): string {
    const idle = !this.inFlight && !this.theirs && this.text === this.base
    if (idle && stored.revision > this.revision) {
      this.text = stored.text
      this.standOn(stored)
    }
    return this.text
  }

  /** Ends a conflict: one's own text over theirs, or theirs. Returns the text that now stands. */
  resolve(choice: 'mine' | 'theirs'): string {
    const { theirs } = this
    if (!theirs) return this.text
    if (choice === 'theirs') this.text = theirs.text
    this.standOn(theirs)
    return this.text
  }

  /** Sends at once what is not sent yet. */
  flush(): void {
    clearTimeout(this.timer)
    if (this.inFlight || this.theirs || this.text === this.base) return
    void this.send()
  }

  stop(): void {
    clearTimeout(this.timer)
  }

  private schedule(ms: number): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.flush(), ms)
  }

  private async send(): Promise<void> {
    const text = this.text
    this.inFlight = true
    this.show('saving')
    const outcome = await this.parts.save(text, this.revision, this.base)
    this.inFlight = false
    if (outcome.kind === 'later') {
      this.show('offline')
      this.schedule(retryMs[Math.min(this.failures, retryMs.length - 1)]!)
      this.failures += 1
      return
    }
    this.failures = 0
    if (outcome.kind === 'refused') this.show('refused', outcome.message)
    else if (outcome.kind === 'conflict') this.meet(outcome)
    else this.standOn({ text, revision: outcome.revision })
  }

  /** What the server has from now on; what differs from it goes with the next save. */
  private standOn(stored: { text: string; revision: number }): void {
    this.base = stored.text
    this.revision = stored.revision
    this.theirs = null
    this.set(this.text)
  }

  private meet(stored: { text: string; revision: number }): void {
    const onlyElsewhere = stored.text === this.base && stored.revision !== this.revision
    // their change was the name, or the same words: nothing to ask
    if (onlyElsewhere || stored.text === this.text) {
      this.standOn(stored)
      this.flush()
      return
    }
    this.theirs = { text: stored.text, revision: stored.revision }
    this.show('conflict')
  }

  private show(state: SaveState, message = ''): void {
    this.view = { state, message, theirs: this.theirs?.text ?? null }
    this.parts.onChange(this.view)
  }
}
