import { call } from '@/lib/result/call'
import type { Beat } from './schema'

export const tellPresence = (datasetId: string, beat: Beat) =>
  call<object>('POST', `/datasets/${datasetId}/presence`, beat)

/** The last word of a page that closes: the browser sends it though nobody waits for the answer. */
export function tellLeaving(datasetId: string, window: string): void {
  const beat: Beat = { window, number: null, messageId: null, hello: false }
  void fetch(`/api/v1/datasets/${datasetId}/presence`, {
    method: 'POST',
    keepalive: true,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(beat),
  }).catch(() => {
    // no network to say it over: the others notice by the silence
  })
}
