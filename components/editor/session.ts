import type { FieldPath, Json, MessageId } from '@/lib/conversations/schema'
import { textEdit } from '@/lib/conversations/text-edit'
import { countedExample } from '@/lib/distribution/counted'
import { getExample } from '@/lib/examples/client'
import type { Edit } from '@/lib/examples/schema'
import { collapse } from '@/lib/outbox/batch'
import type { Outbox, OutboxEvent } from '@/lib/outbox/outbox'
import type { UndoStep } from '@/lib/outbox/schema'
import { newOperationId } from '@/lib/result/call'
import type { Failure } from '@/lib/result/schema'
import {
  acknowledge,
  addWaiting,
  createEditorStore,
  type EditorStore,
  reload,
  type Shown,
  type Waiting,
} from './store'

type Opened = { ok: true; session: EditorSession } | { ok: false; error: Failure }

/** One example open in one tab: its store, and the way from what a person does to the outbox. */
export class EditorSession {
  private typing: { field: string; step: UndoStep } | null = null
  private caret: { messageId: MessageId; path: FieldPath; at: number } | null = null
  private unlisten = () => {}
  /** The newest revision that the server has told of, and whether a change of many may have touched this one. */
  private heard = 0

  private constructor(
    readonly store: EditorStore,
    private readonly outbox: Outbox,
    readonly datasetId: string,
    readonly number: number,
  ) {}

  static async open(outbox: Outbox, datasetId: string, number: number, signal: AbortSignal): Promise<Opened> {
    // what waits is read first: an entry acknowledged between the two reads is then in the detail
    const waiting = await waitingOf(outbox, datasetId, number)
    const detail = await getExample(datasetId, number, signal)
    if (!detail.ok) return detail
    const session = new EditorSession(createEditorStore(detail.value, waiting), outbox, datasetId, number)
    session.unlisten = outbox.listen((event) => session.hear(event))
    return { ok: true, session }
  }

  close(): void {
    this.unlisten()
  }

  /** One action, with one step to undo it. Throws EditError (and keeps nothing) where an edit doesn't fit. */
  act(edits: Edit[]): void {
    if (edits.length === 0) return
    this.typing = null
    this.push(edits, this.newStep(edits))
  }

  /** Typing: what changed in one text since `base`. Joined to one undo step while the same field is edited. */
  type(messageId: MessageId, path: FieldPath, base: string, value: string): void {
    if (base === value) return
    const edit: Edit = { type: 'edit-text', messageId, path, ...textEdit(base, value) }
    const field = `${messageId}/${path.join('/')}`
    const same = this.typing?.field === field ? this.typing.step : null
    const step =
      same && same.done.kind === 'edits' ? this.grown(same, same.done.edits, edit) : this.newStep([edit])
    this.typing = { field, step }
    this.push([edit], step)
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

  edit(messageId: MessageId | null): void {
    this.store.setState(
      messageId === null ? { editingId: null } : { editingId: messageId, focusId: messageId },
    )
    if (messageId !== null) return
    this.endTyping()
    void this.catchUp()
  }

  /** Gives up what waits and clashes; `again` is done in its place, on what the server holds now. */
  async resolve(again: Edit[]): Promise<void> {
    const insteadOf = this.store.getState().waiting.map((w) => w.seq)
    if (again.length === 0) {
      await this.outbox.drop(this.datasetId, this.number, insteadOf)
      return this.refresh()
    }
    const detail = await getExample(this.datasetId, this.number)
    if (!detail.ok) return
    const step = this.newStep(again)
    const { revision } = detail.value
    const at = { datasetId: this.datasetId, number: this.number }
    await this.outbox.push({ ...at, revision, edits: again, step, insteadOf }).kept
    reload(this.store, detail.value, await waitingOf(this.outbox, this.datasetId, this.number))
  }

  async refresh(): Promise<void> {
    const waiting = await waitingOf(this.outbox, this.datasetId, this.number)
    const detail = await getExample(this.datasetId, this.number)
    if (detail.ok) reload(this.store, detail.value, waiting)
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
    const state = this.store.getState()
    if (event.type === 'live-open') this.expectNews(Number.POSITIVE_INFINITY)
    if (event.type === 'live-event') {
      const live = event.event
      if (live.type === 'example' && live.datasetId === this.datasetId && live.number === this.number)
        this.expectNews(live.revision)
      if (live.type === 'examples' && live.datasetId === this.datasetId)
        this.expectNews(Number.POSITIVE_INFINITY)
    }
    if (!('number' in event) || event.datasetId !== this.datasetId || event.number !== this.number) return
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

  private async takeForeignEntries(): Promise<void> {
    const waiting = await waitingOf(this.outbox, this.datasetId, this.number)
    const state = this.store.getState()
    const known = new Set(state.waiting.map((w) => w.seq))
    if (!waiting.some((w) => !known.has(w.seq))) return
    reload(this.store, withDraft(state), waiting)
    this.tellChange(state.shown)
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
  text: JSON.stringify(state.serverDraft.conversation as unknown as Json),
  messageIds: state.serverDraft.messageIds,
})

async function waitingOf(outbox: Outbox, datasetId: string, number: number): Promise<Waiting[]> {
  const entries = await outbox.storage.listOf(outbox.userId, datasetId, number)
  return entries.map((e) => ({ seq: e.seq, edits: e.edits, trouble: e.trouble, revision: e.revision }))
}
