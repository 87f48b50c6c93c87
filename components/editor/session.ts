import { EditError } from '@/lib/conversations/edit-error'
import { lineOf } from '@/lib/conversations/kind'
import type { FieldPath, MessageId } from '@/lib/conversations/schema'
import { textEdit } from '@/lib/conversations/text-edit'
import { countedExample } from '@/lib/distribution/counted'
import { isConversationEdit } from '@/lib/examples/edit-kinds'
import type { Edit, SetAlternative } from '@/lib/examples/schema'
import { collapse } from '@/lib/outbox/batch'
import type { Outbox, OutboxEvent } from '@/lib/outbox/outbox'
import type { UndoStep } from '@/lib/outbox/schema'
import { newOperationId } from '@/lib/result/call'
import type { Failure } from '@/lib/result/schema'
import { loadExample, waitingOn } from './load'
import { askedOf, type Givens, resolution } from './merge/answers'
import { acknowledge, addWaiting, createEditorStore, type EditorStore, reload, type Shown } from './store'
import type { Waiting } from './waiting'

type Opened = { ok: true; session: EditorSession } | { ok: false; error: Failure }

/** One example open in one tab: its store, and the way from what a person does to the outbox. */
export class EditorSession {
  private typing: { field: string; step: UndoStep } | null = null
  private caret: { messageId: MessageId; path: FieldPath; at: number } | null = null
  private unlisten = () => {}
  /** The newest revision that the server has told of, and whether a change of many may have touched this one. */
  private heard = 0
  private readonly fields = new Set<() => void>()
  private turn: Promise<void> = Promise.resolve()
  private refreshing: Promise<void> | null = null

  private constructor(
    readonly store: EditorStore,
    private readonly outbox: Outbox,
    readonly datasetId: string,
    readonly number: number,
  ) {}

  static async open(outbox: Outbox, datasetId: string, number: number, signal: AbortSignal): Promise<Opened> {
    const loaded = await loadExample(outbox, datasetId, number, { signal })
    if (!loaded.ok) return loaded
    const { detail, waiting } = loaded.value
    const session = new EditorSession(createEditorStore(detail, waiting), outbox, datasetId, number)
    session.unlisten = outbox.listen((event) => session.hear(event))
    session.settle()
    return { ok: true, session }
  }

  get browserId(): string {
    return this.outbox.storage.browserId
  }

  close(): void {
    this.unlisten()
  }

  /** One action, with one step to undo it. Throws EditError (and keeps nothing) where an edit doesn't fit. */
  act(edits: Edit[]): void {
    if (edits.length === 0) return
    this.takeTyped()
    // texts and turns wait until it is chosen which ones stand
    if (this.store.getState().standoff && edits.some(isConversationEdit))
      throw new EditError('clash-open', null)
    this.typing = null
    this.push(edits, this.newStep(edits))
  }

  /**
   * Typing: what changed in one text since `base`, which is all of it or the part that stands at `start`. Joined to
   * one undo step while the same field is edited.
   */
  type(messageId: MessageId, path: FieldPath, base: string, value: string, start = 0): void {
    if (base === value) return
    const change = textEdit(base, value)
    const edit: Edit = { type: 'edit-text', messageId, path, ...change, at: start + change.at }
    this.typeInto(`${messageId}/${path.join('/')}`, edit)
  }

  /** Typing in an alternative, one step to undo it while the same one is edited. */
  typeBeside(edit: SetAlternative): void {
    this.typeInto(`beside/${edit.alternativeId}`, edit)
  }

  private typeInto(field: string, edit: Edit): void {
    const same = this.typing?.field === field ? this.typing.step : null
    const step =
      same && same.done.kind === 'edits' ? this.grown(same, same.done.edits, edit) : this.newStep([edit])
    this.typing = { field, step }
    this.push([edit], step)
  }

  /** A field that hands over what was typed in it when asked to. Returns the way to take it away. */
  addField(handOver: () => void): () => void {
    this.fields.add(handOver)
    return () => this.fields.delete(handOver)
  }

  /** What is typed stands on the text before it, so it is taken in before that text is replaced. */
  private takeTyped(): void {
    for (const handOver of this.fields) handOver()
  }

  /** The next typing starts a new step: the field was left. */
  endTyping(): void {
    this.typing = null
  }

  /** Where the caret stands in the text being edited: the place at which a turn is split. */
  caretAt(messageId: MessageId, path: FieldPath, at: number): void {
    this.caret = { messageId, path, at }
  }

  splitPlace(messageId: MessageId): number | null {
    const { caret } = this
    return caret?.messageId === messageId && caret.path.length === 1 ? caret.at : null
  }

  focus(messageId: MessageId | null): void {
    this.store.setState({ focusId: messageId })
  }

  /** Whether the server has all that was done. */
  settled(): Promise<boolean> {
    this.takeTyped()
    return this.outbox.settled(this.datasetId)
  }

  edit(messageId: MessageId | null): void {
    this.takeTyped()
    this.store.setState(
      messageId === null ? { editingId: null } : { editingId: messageId, focusId: messageId },
    )
    if (messageId !== null) return
    this.endTyping()
    void this.catchUp()
  }

  /** Does what was chosen between two people's work on this example; false while something of it is open. */
  async choose(givens: Givens): Promise<boolean> {
    this.takeTyped()
    const { standoff, serverDraft, server } = this.store.getState()
    const chosen = standoff && resolution(standoff, serverDraft, givens)
    if (chosen) await this.resolve(chosen, server.revision)
    return chosen !== null
  }

  /** Gives up what waits and clashes; `again` is done in its place, on `revision`, the text that it was made for. */
  async resolve(again: Edit[], revision: number): Promise<void> {
    const insteadOf = this.store.getState().waiting.map((w) => w.seq)
    if (again.length === 0) {
      await this.outbox.drop(this.datasetId, this.number, insteadOf)
      return this.refresh()
    }
    const step = this.newStep(again)
    const at = { datasetId: this.datasetId, number: this.number }
    await this.outbox.push({ ...at, revision, edits: again, step, insteadOf }).kept
    await this.refresh()
  }

  /** Reads what the server has and what waits anew; one at a time, and once more where it was asked for meanwhile. */
  refresh(): Promise<void> {
    this.refreshing ??= this.inTurn(async () => {
      this.refreshing = null
      this.typing = null
      const ground = () => {
        this.takeTyped()
        return this.store.getState().waiting
      }
      const loaded = await loadExample(this.outbox, this.datasetId, this.number, { ground })
      if (!loaded.ok) return
      reload(this.store, loaded.value.detail, loaded.value.waiting)
      this.settle()
    })
    return this.refreshing
  }

  // what goes together by itself is no question
  private settle(): void {
    const { standoff, serverDraft, clash } = this.store.getState()
    if (!standoff || clash?.reason !== 'exampleChanged' || standoff.lost.length > 0) return
    if (askedOf(standoff, serverDraft).length === 0) void this.choose(new Map())
  }

  private inTurn(read: () => Promise<void>): Promise<void> {
    this.turn = this.turn.then(read, read)
    return this.turn
  }

  private push(edits: Edit[], step: UndoStep): void {
    const { revision } = this.store.getState().server
    const waiting: Waiting = { seq: 0, edits, trouble: null, revision }
    const before = this.store.getState().shown
    addWaiting(this.store, waiting)
    this.tellChange(before)
    const { seq } = this.outbox.push({
      datasetId: this.datasetId,
      number: this.number,
      revision,
      edits,
      step,
    })
    this.store.setState((s) => ({ waiting: s.waiting.map((w) => (w === waiting ? { ...w, seq } : w)) }))
  }

  private newStep(edits: Edit[]): UndoStep {
    const { revision } = this.store.getState().server
    return {
      id: newOperationId(),
      userId: this.outbox.userId,
      datasetId: this.datasetId,
      at: Date.now(),
      undone: false,
      done: { kind: 'edits', number: this.number, edits, revision, operationId: null },
    }
  }

  private grown(step: UndoStep, edits: Edit[], edit: Edit): UndoStep {
    if (step.done.kind !== 'edits') return step
    return { ...step, done: { ...step.done, edits: collapse([...edits, edit]) } }
  }

  private hear(event: OutboxEvent): void {
    if (event.type === 'live-open') this.expectNews(Number.POSITIVE_INFINITY)
    if (event.type === 'live-event') {
      const live = event.event
      if (live.type === 'example' && live.datasetId === this.datasetId && live.number === this.number)
        this.expectNews(live.revision)
      if (live.type === 'examples' && live.datasetId === this.datasetId)
        this.expectNews(Number.POSITIVE_INFINITY)
    }
    if (!('number' in event) || event.datasetId !== this.datasetId || event.number !== this.number) return
    if (event.type === 'acknowledged') this.takeTyped()
    const state = this.store.getState()
    if (event.type === 'acknowledged') {
      const mine = event.seqs.every((seq) => state.waiting.some((w) => w.seq === seq))
      if (mine) {
        acknowledge(this.store, event.seqs, event.answer)
        void this.catchUp()
      } else void this.refresh()
    }
    if (event.type === 'troubled' || event.type === 'dropped') void this.refresh()
    // another tab, or an undo: what waits is read again
    if (event.type === 'entry' && !state.waiting.some((w) => w.seq === 0)) void this.takeForeignEntries()
  }

  private takeForeignEntries(): Promise<void> {
    return this.inTurn(async () => {
      for (;;) {
        const before = this.store.getState()
        const entries = await this.outbox.storage.listOf(this.outbox.userId, this.datasetId, this.number)
        this.takeTyped()
        const state = this.store.getState()
        if (state.waiting !== before.waiting) continue
        const waiting = waitingOn(state.server, entries)
        const known = new Set(state.waiting.map((w) => w.seq))
        if (waiting.every(({ seq }) => known.has(seq))) return
        // what comes is no typing of this field: the next key begins a new step
        this.typing = null
        reload(this.store, withDraft(state), waiting)
        return this.tellChange(state.shown)
      }
    })
  }

  private tellChange(was: Shown): void {
    const { shown } = this.store.getState()
    const [before, after] = [was, shown].map((s) => countedExample(s.draft, s))
    if (before && after && JSON.stringify(before) !== JSON.stringify(after))
      this.outbox.tellHere({
        type: 'own-change',
        datasetId: this.datasetId,
        number: this.number,
        before,
        after,
      })
  }

  private expectNews(revision: number): void {
    this.heard = Math.max(this.heard, revision)
    void this.catchUp()
  }

  // Not while something waits: its answer brings the others' changes along, or the next call does. A field being
  // edited keeps its ground.
  private async catchUp(): Promise<void> {
    const { waiting, editingId, server } = this.store.getState()
    if (this.heard <= server.revision || waiting.length > 0 || editingId !== null) return
    this.heard = 0
    await this.refresh()
  }
}

const withDraft = (state: ReturnType<EditorStore['getState']>) => ({
  ...state.server,
  text: JSON.stringify(lineOf(state.serverDraft.conversation)),
  messageIds: state.serverDraft.messageIds,
})
