'use client'

import { useEffect, useReducer, useRef } from 'react'
import type { Failure } from '@/lib/result/schema'
import * as api from '@/lib/uploads/client'
import { sendFile } from '@/lib/uploads/send-file'
import { isSameFile, keepUpload, readKeptUpload } from './kept-upload'

export type UploadState =
  | { phase: 'idle' }
  | { phase: 'sending' | 'waiting' | 'checking'; file: File; uploadId: string; sent: number }
  | { phase: 'ready'; file: File; uploadId: string; sent: number; lines: number }
  | { phase: 'failed'; file: File; uploadId: string; sent: number; failure: Failure }

/** Waits, but not longer than until the network is back. */
function waitForNetwork(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const end = () => {
      clearTimeout(timer)
      window.removeEventListener('online', end)
      signal.removeEventListener('abort', end)
      done()
    }
    const timer = setTimeout(end, ms)
    window.addEventListener('online', end)
    signal.addEventListener('abort', end)
  })
}

/** One file on its way to the studio. Leaving the page stops it; choosing the same file again goes on. */
export function useUpload(datasetId: string) {
  const [state, show] = useReducer((_: UploadState, next: UploadState) => next, { phase: 'idle' })
  const current = useRef<AbortController>(null)

  // the upload belongs to the network, not to React: leaving stops it
  useEffect(() => () => current.current?.abort(), [])

  async function begin(file: File): Promise<void> {
    current.current?.abort()
    const stop = new AbortController()
    current.current = stop
    const kept = readKeptUpload(datasetId)
    const resume = kept && isSameFile(kept, file) ? kept.uploadId : null
    if (kept && !resume) void api.removeUpload(datasetId, kept.uploadId)
    let last = { uploadId: resume ?? '', sent: 0 }
    show({ phase: 'sending', file, ...last })
    const { name: fileName, size, lastModified } = file
    try {
      const result = await sendFile(file, {
        datasetId,
        resume,
        signal: stop.signal,
        api,
        wait: waitForNetwork,
        onProgress: ({ phase, uploadId, sent }) => {
          if (stop.signal.aborted) return
          if (uploadId && uploadId !== last.uploadId)
            keepUpload(datasetId, { uploadId, fileName, size, lastModified })
          last = { uploadId, sent }
          show({ phase, file, uploadId, sent })
        },
      })
      if (stop.signal.aborted) return
      if (result.ok) show({ phase: 'ready', file, ...result.value, sent: size })
      else show({ phase: 'failed', file, ...last, failure: result.error })
    } catch (error) {
      if (!stop.signal.aborted) throw error
    }
  }

  /** Ends it and forgets it; `used` where an import has taken the file over. */
  function leave(used: boolean): void {
    current.current?.abort()
    keepUpload(datasetId, null)
    if (!used && state.phase !== 'idle' && state.uploadId) void api.removeUpload(datasetId, state.uploadId)
    show({ phase: 'idle' })
  }

  return { state, begin, leave }
}
