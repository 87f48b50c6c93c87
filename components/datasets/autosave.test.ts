import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Autosave, type AutosaveView, type KeptDraft, type SaveOutcome } from './autosave'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A server that gives these answers in turn, each when `answer()` is called. */
function open(outcomes: SaveOutcome[], text = 'base', revision = 1) {
  const sent: { text: string; revision: number }[] = []
  const waiting: (() => void)[] = []
  let view: AutosaveView = { state: 'saved', message: '', theirs: null }
  let kept: KeptDraft | null = null
  const autosave = new Autosave({
    text,
    revision,
    save: (text, revision) => {
      sent.push({ text, revision })
      const outcome = outcomes.shift()
      if (!outcome) throw new Error('more saves than expected')
      return new Promise((resolve) => waiting.push(() => resolve(outcome)))
    },
    keep: (draft) => {
      kept = draft
    },
    onChange: (next) => {
      view = next
    },
  })
  const answer = async () => {
    waiting.shift()!()
    await vi.advanceTimersByTimeAsync(0)
  }
  return { autosave, sent, answer, view: () => view, kept: () => kept }
}

test('sends a moment after the last keystroke, and says saved only after the answer', async () => {
  const { autosave, sent, answer, view, kept } = open([{ kind: 'saved', revision: 2 }])
  autosave.set('b')
  await vi.advanceTimersByTimeAsync(500)
  autosave.set('bc')
  await vi.advanceTimersByTimeAsync(500)
  expect(sent).toEqual([])
  expect(view().state).toBe('waiting')
  expect(kept()).toEqual({ text: 'bc', base: 'base', revision: 1 })
  await vi.advanceTimersByTimeAsync(300)
  expect(sent).toEqual([{ text: 'bc', revision: 1 }])
  expect(view().state).toBe('saving')
  await answer()
  expect(view().state).toBe('saved')
  expect(kept()).toBeNull()
})

test('one save at a time; what is typed meanwhile goes with the next, on the new revision', async () => {
  const { autosave, sent, answer, view, kept } = open([
    { kind: 'saved', revision: 2 },
    { kind: 'saved', revision: 3 },
  ])
  autosave.set('one')
  autosave.flush()
  autosave.set('two')
  await vi.advanceTimersByTimeAsync(5_000)
  expect(sent).toHaveLength(1)
  await answer()
  expect(view().state).toBe('waiting')
  expect(kept()).toEqual({ text: 'two', base: 'one', revision: 2 })
  await vi.advanceTimersByTimeAsync(800)
  await answer()
  expect(sent[1]).toEqual({ text: 'two', revision: 2 })
  expect(view().state).toBe('saved')
})

test('typing back to what stands there sends nothing', async () => {
  const { autosave, sent, view, kept } = open([])
  autosave.set('x')
  autosave.set('base')
  await vi.advanceTimersByTimeAsync(5_000)
  expect(sent).toEqual([])
  expect(view().state).toBe('saved')
  expect(kept()).toBeNull()
})

test('a dead network keeps the draft and tries again', async () => {
  const { autosave, sent, answer, view, kept } = open([
    { kind: 'later' },
    { kind: 'later' },
    { kind: 'saved', revision: 2 },
  ])
  autosave.set('x')
  autosave.flush()
  await answer()
  expect(view().state).toBe('offline')
  expect(kept()?.text).toBe('x')
  await vi.advanceTimersByTimeAsync(2_000)
  await answer()
  await vi.advanceTimersByTimeAsync(4_999)
  expect(sent).toHaveLength(2)
  await vi.advanceTimersByTimeAsync(1)
  await answer()
  expect(view().state).toBe('saved')
  expect(kept()).toBeNull()
})

test('a refusal is shown with its reason', async () => {
  const { autosave, answer, view } = open([{ kind: 'refused', message: 'too long' }])
  autosave.set('x')
  autosave.flush()
  await answer()
  expect(view()).toEqual({ state: 'refused', message: 'too long', theirs: null })
})

test('a conflict shows theirs, keeps mine and sends nothing until a person chooses', async () => {
  const { autosave, sent, answer, view, kept } = open([
    { kind: 'conflict', revision: 7, text: 'theirs' },
    { kind: 'saved', revision: 8 },
  ])
  autosave.set('mine')
  autosave.flush()
  await answer()
  expect(view()).toEqual({ state: 'conflict', message: '', theirs: 'theirs' })
  autosave.set('mine, longer')
  await vi.advanceTimersByTimeAsync(5_000)
  expect(sent).toHaveLength(1)
  expect(kept()?.text).toBe('mine, longer')
  expect(autosave.resolve('mine')).toBe('mine, longer')
  await vi.advanceTimersByTimeAsync(800)
  expect(sent[1]).toEqual({ text: 'mine, longer', revision: 7 })
  await answer()
  expect(view().state).toBe('saved')
})

test('taking theirs sends nothing and forgets mine', async () => {
  const { autosave, sent, answer, view, kept } = open([{ kind: 'conflict', revision: 7, text: 'theirs' }])
  autosave.set('mine')
  autosave.flush()
  await answer()
  expect(autosave.resolve('theirs')).toBe('theirs')
  await vi.advanceTimersByTimeAsync(5_000)
  expect(sent).toHaveLength(1)
  expect(view().state).toBe('saved')
  expect(kept()).toBeNull()
})

test('a conflict over something else, such as the name, is sent again without asking', async () => {
  const { autosave, sent, answer, view } = open([
    { kind: 'conflict', revision: 5, text: 'base' },
    { kind: 'saved', revision: 6 },
  ])
  autosave.set('mine')
  autosave.flush()
  await answer()
  expect(sent[1]).toEqual({ text: 'mine', revision: 5 })
  await answer()
  expect(view().state).toBe('saved')
})

test('a draft of an earlier visit is sent where nothing changed since', async () => {
  const { autosave, sent, answer, view } = open([{ kind: 'saved', revision: 4 }], 'base', 3)
  autosave.restore({ text: 'kept', base: 'base', revision: 2 })
  await vi.advanceTimersByTimeAsync(0)
  expect(sent).toEqual([{ text: 'kept', revision: 3 }])
  await answer()
  expect(view().state).toBe('saved')
})

test('a draft of an earlier visit meets what others wrote since as a conflict', async () => {
  const { autosave, sent, view } = open([], 'theirs', 9)
  autosave.restore({ text: 'kept', base: 'base', revision: 2 })
  await vi.advanceTimersByTimeAsync(5_000)
  expect(sent).toEqual([])
  expect(view()).toEqual({ state: 'conflict', message: '', theirs: 'theirs' })
  expect(autosave.resolve('theirs')).toBe('theirs')
  expect(view().state).toBe('saved')
})
