import { z } from 'zod'

const keptUpload = z.strictObject({
  uploadId: z.string(),
  fileName: z.string(),
  size: z.number(),
  lastModified: z.number(),
})
/** An upload that was begun in this browser; the file itself has to be chosen again. */
export type KeptUpload = z.infer<typeof keptUpload>

const keyOf = (datasetId: string) => `finecut-upload-${datasetId}`

export function readKeptUpload(datasetId: string): KeptUpload | null {
  const text = localStorage.getItem(keyOf(datasetId))
  if (text === null) return null
  try {
    return keptUpload.parse(JSON.parse(text))
  } catch {
    // someone else's, or of another build: as good as none
    return null
  }
}

export function keepUpload(datasetId: string, kept: KeptUpload | null): void {
  if (kept) localStorage.setItem(keyOf(datasetId), JSON.stringify(kept))
  else localStorage.removeItem(keyOf(datasetId))
}

/** Whether a chosen file is the one whose upload was begun. */
export const isSameFile = (kept: KeptUpload, file: File): boolean =>
  kept.fileName === file.name && kept.size === file.size && kept.lastModified === file.lastModified
