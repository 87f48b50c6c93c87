import type { Sql } from './sql'

/** What a column holds; `bytes` is a text as its UTF-8, which leaves without being decoded. */
export type CellKind = 'number' | 'text' | 'bytes' | 'boolean'

/** A column of "Example", alias `e`, or what `of` says, by its name. */
export type Column = readonly [name: string, kind: CellKind, of?: Sql]
/** Rows with long texts: `from` is what follows the columns of a select. */
export type ReadRows = <Row>(columns: readonly Column[], from: Sql) => Promise<Row[]>
