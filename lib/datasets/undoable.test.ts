import { expect, test } from 'vitest'
import { makeAccount } from '@/lib/testing/account'
import { send } from '@/lib/testing/send'
import { local, makeDataset, useStudio } from '@/lib/testing/studio'
import { getDataset } from './queries'
import { changedDataset, isAboutDataset, movedDataset } from './undoable'

useStudio()
let serial = 0
const operation = () => ({ operationId: `operation-${++serial}` })

test.each([
  ['name', 'Support', 'Help desk', 'Hotline'],
  ['guidelines', '', 'Be kind.', 'Be short.'],
] as const)(
  'the %s is taken back and brought again, but not over another’s',
  async (key, before, after, another) => {
    const id = await makeDataset()
    const { cookie } = await makeAccount({ studioRole: 'owner' })
    const { undo, redo } = changedDataset(id, key, before, after)
    const ask = (request: typeof undo) =>
      send(cookie, { ...request, body: { ...request.body, ...operation() } })
    const now = async () => (await getDataset(local, id))[key]
    for (const [request, expected] of [
      [redo, after],
      [undo, before],
      [redo, after],
    ] as const) {
      expect((await ask(request)).error).toBeUndefined()
      expect(await now()).toBe(expected)
    }
    await ask(changedDataset(id, key, after, another).redo)
    expect((await ask(undo)).error).toMatchObject({ code: 'conflict', reason: 'undoOverlaps' })
    expect(await now()).toBe(another)
  },
)

test('the place is taken back and brought again, but not over another’s', async () => {
  const id = await makeDataset()
  const { cookie } = await makeAccount({ studioRole: 'owner' })
  const ask = (request: typeof undo) =>
    send(cookie, { ...request, body: { ...request.body, ...operation() } })
  const { undo, redo } = movedDataset(id, 'active', 'archived')
  const now = async () => (await getDataset(local, id)).state
  await ask(redo)
  expect(await now()).toBe('archived')
  await ask(undo)
  expect(await now()).toBe('active')
  await ask(redo)
  await ask(movedDataset(id, 'archived', 'trashed').redo)
  expect((await ask(undo)).error).toMatchObject({ reason: 'undoOverlaps' })
  expect(await now()).toBe('trashed')
})

test('a change must say what it stands on', async () => {
  const id = await makeDataset()
  const { cookie } = await makeAccount({ studioRole: 'owner' })
  const blind = { method: 'PATCH', path: `/datasets/${id}`, body: { ...operation(), name: 'Blind' } }
  expect((await send(cookie, blind)).error?.code).toBe('invalid')
})

test('what is about a dataset as a whole, and what is not', () => {
  const at = (path: string) => isAboutDataset({ method: 'POST', path, body: {} })
  expect([at('/datasets/d'), at('/datasets/d/state')]).toEqual([true, true])
  expect([at('/datasets/d/tags/t'), at('/datasets/d/tag-groups/order')]).toEqual([false, false])
})
