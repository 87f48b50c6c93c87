import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { wordless, wordTables } from './columns'

const models = new Map(
  [...readFileSync('prisma/schema.prisma', 'utf8').matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(
    ([, name = '', body = '']) => [
      name,
      [...body.matchAll(/^ {2}(\w+)\s+String\b/gm)].map((match) => match[1]!),
    ],
  ),
)

test('every text column is purged, or said to hold no words of a dataset', () => {
  const unknown = [...models].flatMap(([model, columns]) => {
    const without = wordless[model]
    if (without === 'all') return []
    const purged = wordTables
      .filter(({ table }) => table === model)
      .flatMap(({ text, json }) => [...text, ...json])
    return columns
      .filter((column) => ![...purged, ...(without ?? [])].includes(column))
      .map((c) => `${model}.${c}`)
  })
  expect(models.size).toBeGreaterThan(15)
  expect(unknown, 'add these to lib/purge/columns.ts').toEqual([])
})

test('every column that is named is there', () => {
  const named = [
    ...wordTables.flatMap(({ table, text, json }) => [...text, ...json].map((column) => [table, column])),
    ...Object.entries(wordless).flatMap(([table, columns]) =>
      columns === 'all' ? [[table, 'all']] : columns.map((column) => [table, column]),
    ),
  ] as [string, string][]
  const missing = named.filter(([table, column]) => {
    const columns = models.get(table)
    return !columns || (column !== 'all' && !columns.includes(column))
  })
  expect(missing).toEqual([])
})
