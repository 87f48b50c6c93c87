import { type TagColor, tagColors } from './schema'

/** The colour that a new tag gets unless one is chosen: the one used least, in the order of the palette. */
export function leastUsedColor(used: readonly TagColor[]): TagColor {
  const uses = (color: TagColor) => used.filter((u) => u === color).length
  return tagColors.reduce((best, color) => (uses(color) < uses(best) ? color : best))
}
