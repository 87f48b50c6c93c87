import { describe, expect, it, test } from 'vitest'
import { subscribe } from '@/lib/live/hub'
import { type LiveEvent, liveEvent } from '@/lib/live/schema'
import { makeDataset, makeUser, useStudio } from '@/lib/testing/studio'
import { tellPresence } from './commands'
import { beat, goneMs } from './schema'
import { editorsOf, peopleAt, type Windows, withoutSilent, withPresence } from './windows'

const here = { window: 'aabbccdd', number: 7, messageId: 'm2', hello: true }

describe('telling where one is', () => {
  useStudio()

  it('reaches those who may see the dataset, by name only', async () => {
    const datasetId = await makeDataset()
    const viewer = await makeUser('viewer', datasetId)
    const heard: LiveEvent[] = []
    const stop = subscribe((event) => heard.push(event))
    await tellPresence(viewer, datasetId, here)
    stop()
    expect(heard).toEqual([{ type: 'presence', datasetId, actorId: viewer.id, name: viewer.name, ...here }])
    expect(liveEvent.safeParse(heard[0]).success).toBe(true)
  })

  it('refuses a stranger as if nothing were there', async () => {
    const datasetId = await makeDataset()
    await expect(tellPresence(await makeUser(), datasetId, here)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('brakes whoever floods the others, and only them', async () => {
    const datasetId = await makeDataset()
    const [one, other] = [await makeUser('viewer', datasetId), await makeUser('viewer', datasetId)]
    const send = async () => {
      for (let i = 0; i < 300; i++) await tellPresence(one, datasetId, here)
    }
    await expect(send()).rejects.toMatchObject({ code: 'rate_limited' })
    await tellPresence(other, datasetId, here)
  })
})

test('a beat says where, and nothing else', () => {
  expect(beat.safeParse(here).success).toBe(true)
  for (const odd of [{ number: 0 }, { number: '7' }, { messageId: 'M 2' }, { window: 'x' }, { name: 'Ann' }])
    expect(beat.safeParse({ ...here, ...odd }).success).toBe(false)
})

describe('other people’s windows', () => {
  const told = (
    windows: Windows,
    window: string,
    actorId: string,
    number: number | null,
    at: number,
    messageId = '',
  ) =>
    withPresence(
      windows,
      {
        type: 'presence',
        datasetId: 'd',
        actorId,
        name: actorId.toUpperCase(),
        window,
        number,
        messageId: messageId || null,
        hello: false,
      },
      at,
    )
  const names = (windows: Windows, number: number) => peopleAt(windows, number).map(({ name }) => name)

  test('a person with two windows is one, and moves on with them', () => {
    let windows: Windows = new Map()
    windows = told(windows, '1', 'bo', 5, 0)
    windows = told(windows, '2', 'bo', 5, 0)
    windows = told(windows, '3', 'ann', 5, 0)
    expect(names(windows, 5)).toEqual(['ANN', 'BO'])
    windows = told(windows, '3', 'ann', 6, 0)
    expect([names(windows, 5), names(windows, 6)]).toEqual([['BO'], ['ANN']])
  })

  test('who leaves is gone at once, who falls silent after a while', () => {
    let windows: Windows = told(new Map(), '1', 'ann', 5, 0)
    windows = told(windows, '2', 'bo', 5, 10)
    expect(withoutSilent(windows, goneMs - 1)).toBe(windows)
    expect(names(withoutSilent(windows, goneMs), 5)).toEqual(['BO'])
    expect(names(told(windows, '1', 'ann', null, 20), 5)).toEqual(['BO'])
  })

  test('the message that somebody edits', () => {
    const windows = told(new Map(), '1', 'ann', 5, 0, 'm2')
    expect(editorsOf(windows, 5, 'm2')).toEqual([{ id: 'ann', name: 'ANN' }])
    expect(editorsOf(windows, 5, 'm1')).toEqual([])
    expect(editorsOf(windows, 6, 'm2')).toEqual([])
  })
})
