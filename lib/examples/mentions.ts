import { dialect, raw, type Sql, sql } from '@/lib/db/dialect'
import { mentionBits, mentioned } from './mentioned'

/**
 * True (or 1) where the text of a row, alias `e` of "Example", holds that key or a value like it: only opening it tells.
 * Rows of an older version haven't been looked at: their texts are.
 */
export const mentions = (what: keyof typeof mentioned): Sql =>
  sql`CASE WHEN e."mentions" IS NULL THEN ${dialect.contains('e."text"', mentioned[what])}
    ELSE e."mentions" & ${raw(String(mentionBits[what]))} > 0 END`
