import type { Frame } from './schema'

/**
 * At most `most` frames, `size` turns each: neighbours are merged, so that a conversation of 2,000 turns is still one
 * short strip. One frame that holds a trained turn shows as trained.
 */
export function mergeFrames(frames: Frame[], most: number): { frames: Frame[]; size: number } {
  const size = Math.max(1, Math.ceil(frames.length / most))
  if (size === 1) return { frames, size }
  const merged: Frame[] = []
  for (let i = 0; i < frames.length; i += size) {
    const part = frames.slice(i, i + size)
    const shown = part.find((f) => f[2] === 1) ?? part.find((f) => f[2] !== -1) ?? part[0]!
    merged.push([shown[0], part.reduce((sum, f) => sum + f[1], 0), shown[2]])
  }
  return { frames: merged, size }
}
