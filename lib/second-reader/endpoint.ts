import 'server-only'
import type { ReaderEndpoint } from '@/generated/prisma/client'
import type { Tx } from '@/lib/db/client'
import { AppError } from '@/lib/result/app-error'
import type { Endpoint } from './ask'
import { endpointSettings } from './schema'
import { unseal } from './seal'

export const endpointId = 'reader'

export type StoredEndpoint = Endpoint & {
  revision: number
  host: string
  keyState: 'none' | 'kept' | 'lost'
  updatedAt: Date
}

/** What a key is sealed for: at another address it opens nothing. */
export const sealedFor = (baseUrl: string): string => `reader key for ${baseUrl}`

/** The endpoint as it is set up, its key opened; null where none is. For commands and queries that have authorised. */
export async function findEndpoint(tx: Tx): Promise<StoredEndpoint | null> {
  const row = await tx.readerEndpoint.findUnique({ where: { id: endpointId } })
  return row && toEndpoint(row)
}

function toEndpoint({ baseUrl, model, key: sealed, settings, revision, updatedAt }: ReaderEndpoint) {
  const key = sealed === null ? null : unseal(sealed, sealedFor(baseUrl))
  const keyState = sealed === null ? ('none' as const) : key === null ? ('lost' as const) : ('kept' as const)
  const host = new URL(baseUrl).host
  return {
    ...endpointSettings.parse(JSON.parse(settings)),
    baseUrl,
    model,
    key,
    revision,
    host,
    keyState,
    updatedAt,
  }
}

/**
 * The endpoint, where it can be asked.
 * @throws AppError `conflict` `readerNotSet`, `readerKeyLost`
 */
export async function requireEndpoint(tx: Tx): Promise<StoredEndpoint> {
  const endpoint = await findEndpoint(tx)
  if (!endpoint) throw new AppError('conflict', 'readerNotSet')
  if (endpoint.keyState === 'lost') throw new AppError('conflict', 'readerKeyLost')
  return endpoint
}

/**
 * The endpoint, where it can be asked and a lead lets examples of this dataset be sent there.
 * @throws AppError `conflict` `readerNotSet`, `readerKeyLost`, `readerNotAllowed`
 */
export async function requireConsent(tx: Tx, datasetId: string): Promise<StoredEndpoint> {
  const endpoint = await requireEndpoint(tx)
  if (!(await findConsent(tx, datasetId, endpoint))) throw new AppError('conflict', 'readerNotAllowed')
  return endpoint
}

/** A lead's word on exactly this model at this host. */
export async function findConsent(
  tx: Tx,
  datasetId: string,
  { model, host }: Pick<StoredEndpoint, 'model' | 'host'>,
) {
  return tx.readerConsent.findUnique({ where: { datasetId, model, host }, select: { byId: true, at: true } })
}
