/** Keys that decide about a line: whether its text holds one, as key or value, stands in `mentions`, a bit for each. */
export const mentioned = { tools: '"tools"', images: '"image_url"' }
export const mentionBits = { tools: 1, images: 2 }

export const mentionsOf = (text: string): number =>
  (text.includes(mentioned.tools) ? mentionBits.tools : 0) +
  (text.includes(mentioned.images) ? mentionBits.images : 0)
