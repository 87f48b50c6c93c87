import { expect, test } from 'vitest'
import { guestOf } from '@/lib/auth/guest'
import { db } from '@/lib/db/client'
import { createExample } from '@/lib/examples/commands/create-example'
import { subscribe } from '@/lib/live/hub'
import type { LiveEvent } from '@/lib/live/schema'
import { newOperationId } from '@/lib/result/call'
import { createShare } from '@/lib/sharing/commands/create-share'
import { listShared } from '@/lib/sharing/queries'
import { purgesOf } from '@/lib/testing/purge'
import { local, makeDataset, useStudio } from '@/lib/testing/studio'

useStudio()

const once = () => ({ operationId: newOperationId() })
const line = (text: string) =>
  JSON.stringify({
    messages: [
      { role: 'user', content: text },
      { role: 'assistant', content: 'Hello.' },
    ],
  })

test('a link ends where its query holds what is purged, and no guest sees what it left out', async () => {
  const datasetId = await makeDataset('Support')
  for (const text of ['I am Canary', 'I am nobody'])
    await createExample(local, datasetId, { ...once(), text: line(text) })
  const share = async (name: string, q: string) => {
    const { id, url } = await createShare(local, datasetId, { ...once(), kind: 'view', name, q })
    return { id, token: new URL(url).pathname.split('/').at(-1)! }
  }
  const without = await share('without', '-Canary')
  const named = await share('Canary and others', 'nobody')
  const shown = async (token: string) =>
    (await listShared(await guestOf(token), { after: 0 })).rows.map(({ number }) => number)
  expect(await shown(without.token)).toEqual([2])

  const { purge } = purgesOf(datasetId, 'Canary')
  expect(await purge({ dryRun: true })).toMatchObject({ rows: { ShareLink: 2 } })
  expect(await shown(without.token)).toEqual([2])
  const told: LiveEvent[] = []
  const stop = subscribe((event) => void told.push(event))
  expect(await purge()).toMatchObject({ state: 'done', rows: { ShareLink: 2 } })
  stop()

  await expect(shown(without.token)).rejects.toMatchObject({ code: 'not_found' })
  // ended before the words it left out were gone
  expect(told.filter(({ type }) => type === 'access' || type === 'example')).toMatchObject([
    { type: 'access', userId: without.id },
    { type: 'example', number: 1 },
  ])
  expect(await shown(named.token)).toEqual([2])
  const links = await db().shareLink.findMany({
    orderBy: { name: 'asc' },
    select: { name: true, query: true },
  })
  expect(links).toEqual([
    { name: '[purged] and others', query: 'nobody' },
    { name: 'without', query: '-[purged]' },
  ])
})
