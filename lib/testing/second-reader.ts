import { setTimeout as sleep } from 'node:timers/promises'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { newOperationId } from '@/lib/result/operation-id'
import { changeConsent } from '@/lib/second-reader/commands/set-consent'
import { changeEndpoint } from '@/lib/second-reader/commands/set-endpoint'
import { getReading } from '@/lib/second-reader/queries'
import type { EndpointChange, EndpointSettings, NewProposals, ReadingRow } from '@/lib/second-reader/schema'
import { isReading } from '@/lib/second-reader/words'
import type { ChatServer } from './chat-server'
import { local } from './studio'

export const once = () => ({ operationId: newOperationId() })

export const settings: EndpointSettings = {
  priceIn: 1,
  priceOut: 2,
  requestsPerMinute: 10_000,
  timeoutSeconds: 20,
  mostTokensIn: 20_000,
  mostTokensOut: 1_000,
  answerForm: 'schema',
  allowPrivate: true,
}
export const canary = 'sk-canary-of-the-second-reader'

export function endpointOf(chat: ChatServer, change: Partial<EndpointChange> = {}): EndpointChange {
  return { ...once(), ...settings, revision: 0, baseUrl: chat.url, model: 'a-model', key: canary, ...change }
}

export const allow = (datasetId: string, chat: ChatServer, actor: Actor = local) =>
  changeConsent(actor, datasetId, { ...once(), allowed: true, model: 'a-model', host: chat.host })

/** Sets the endpoint up and lets a dataset be sent there. */
export async function setUpReader(
  datasetId: string,
  chat: ChatServer,
  change: Partial<EndpointChange> = {},
): Promise<void> {
  await changeEndpoint(local, endpointOf(chat, change))
  await allow(datasetId, chat)
}

/** Waits for a run's end. */
export async function readingEnded(datasetId: string, runId: string): Promise<ReadingRow> {
  for (;;) {
    const run = await getReading(local, { datasetId, runId })
    if (!isReading(run.state)) return run
    await sleep(5)
  }
}

export const auditOf = async (action: string): Promise<Record<string, unknown>[]> => {
  const rows = await db().auditEvent.findMany({ where: { action }, orderBy: { id: 'asc' } })
  return rows.map(({ details }) => JSON.parse(details) as Record<string, unknown>)
}

/** Two examples that are asked for. */
export const proposal: Omit<NewProposals, 'operationId'> = {
  count: 2,
  title: 'Paying',
  wanted: 'Says how one can pay.',
  prompts: ['Do you take cards?'],
  like: [],
  tagIds: [],
  about: null,
  mostMoney: 1,
}
/** One as the model proposes it. */
export const proposed = (title: string) => ({
  title,
  messages: [
    { role: 'user', content: `${title}?` },
    { role: 'assistant', content: 'Yes, at the counter.' },
  ],
  why: 'It is missing.',
})
