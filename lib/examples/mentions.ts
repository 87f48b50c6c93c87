import { dialect, raw, type Sql, sql } from '@/lib/db/dialect'

const words = { tools: '"tools"', images: '"image_url"' }
const bits = { tools: 1, images: 2 }

/** Which of the keys that decide about a line a text holds, as bits: 1 `tools`, 2 `image_url`. */
export const mentionsOf = (text: string): number =>
  (text.includes(words.tools) ? bits.tools : 0) + (text.includes(words.images) ? bits.images : 0)

/**
 * True (or 1) where the text of a row, alias `e` of "Example", holds that key or a value like it: only opening it tells.
 * Rows of an older version haven't been looked at: their texts are.
 */
export const mentions = (what: keyof typeof words): Sql =>
  sql`CASE WHEN e."mentions" IS NULL THEN ${dialect.contains('e."text"', words[what])}
    ELSE e."mentions" & ${raw(String(bits[what]))} > 0 END`
