import type { Entry, UndoStep } from '@/lib/outbox/schema'
import type { OutboxStorage } from '@/lib/outbox/storage'

/** The browser's outbox as plain lists, with the same promises as the one on disk. */
export class MemoryStorage implements Pick<OutboxStorage, keyof OutboxStorage> {
  entries: Entry[] = []
  steps: UndoStep[] = []
  readonly browserId = 'browser'

  async add(entry: Entry, step: UndoStep | null): Promise<void> {
    await this.replace([], entry, step)
  }

  async list(userId: string): Promise<Entry[]> {
    return this.entries.filter((e) => e.userId === userId).sort((a, b) => a.seq - b.seq)
  }

  async listOf(userId: string, datasetId: string, number: number): Promise<Entry[]> {
    return (await this.list(userId)).filter((e) => e.datasetId === datasetId && e.number === number)
  }

  async update(entries: Entry[]): Promise<void> {
    this.entries = this.entries.map((e) => entries.find(({ seq }) => seq === e.seq) ?? e)
  }

  async mark(seqs: number[], operationId: string): Promise<Entry[]> {
    const marked = this.entries.filter((e) => seqs.includes(e.seq) && e.operationId === null)
    await this.update(marked.map((e) => ({ ...e, operationId })))
    return this.entries.filter((e) => e.operationId === operationId).sort((a, b) => a.seq - b.seq)
  }

  async replace(seqs: number[], entry: Entry, step: UndoStep | null): Promise<void> {
    if (!seqs.every((seq) => this.entries.some((e) => e.seq === seq))) return
    this.entries = [...this.entries.filter((e) => !seqs.includes(e.seq)), entry]
    if (step) await this.putUndo(step)
  }

  async drop(seqs: number[]): Promise<void> {
    this.entries = this.entries.filter((e) => !seqs.includes(e.seq))
  }

  async listUndo(userId: string, datasetId: string | null): Promise<UndoStep[]> {
    return this.steps
      .filter((s) => s.userId === userId && (datasetId === null || s.datasetId === datasetId))
      .sort((a, b) => a.at - b.at)
  }

  async noteOperation(id: string, operationId: string, revision: number): Promise<void> {
    this.steps = this.steps.map((s) =>
      s.id === id && s.done.kind === 'edits' ? { ...s, done: { ...s.done, operationId, revision } } : s,
    )
  }

  async putUndo(step: UndoStep): Promise<void> {
    this.steps = [...this.steps.filter((s) => s.id !== step.id), step]
  }

  async dropUndo(ids: string[]): Promise<void> {
    this.steps = this.steps.filter((s) => !ids.includes(s.id))
  }

  async trimUndo(userId: string, datasetId: string, newest: string): Promise<void> {
    const steps = await this.listUndo(userId, datasetId)
    await this.dropUndo(steps.filter((s) => s.undone && s.id !== newest).map((s) => s.id))
  }
}
