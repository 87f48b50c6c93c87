import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkBoundaries, judgeCruise } from './check-boundaries.mjs'
import { root } from './project.mjs'

// Each file stands at a place where its import is wrong; the rule that must say so.
const wrong = [
  ['lib/alpha/loop-a.ts', './loop-b', 'no-cycle'],
  ['lib/alpha/nowhere.ts', './not-there', 'resolvable'],
  ['lib/alpha/borrowed.ts', '@/lib/testing/studio', 'testing-in-tests-only'],
  ['app/page.tsx', '@/lib/db/client', 'app-not-to-db'],
  ['app/api/v1/tags/route.ts', '@/lib/beta/writes', 'app-not-to-writes'],
  ['app/tags/page.tsx', '@/lib/beta/commands', 'commands-from-doors-only'],
  ['components/queue/list.tsx', '@/components/editor/turn', 'components-keep-to-their-room'],
  ['components/queue/root.tsx', '@/lib/db/client', 'components-not-to-app'],
  ['components/queue/total.tsx', '@/lib/beta/queries', 'only-panels-read'],
  ['cli/main.ts', '@/components/editor/turn', 'cli-is-a-thin-door'],
  ['lib/alpha/upward.ts', '@/components/editor/turn', 'lib-looks-down-only'],
  ['lib/alpha/schema.ts', './pure', 'schema-is-words-only'],
  ['lib/alpha/client.ts', '@/lib/beta/pure', 'client-calls-its-own-room'],
  ['lib/alpha/count.ts', '@/lib/beta/queries', 'pure-files-stay-pure'],
  ['lib/alpha/rows.ts', '@/lib/db/client', 'db-behind-the-doors'],
  ['lib/alpha/queries.ts', '@/lib/beta/writes', 'queries-only-read'],
  ['lib/alpha/commands.ts', '@/lib/beta/commands', 'commands-call-no-other-rooms-commands'],
  ['lib/alpha/writes/rows.ts', '@/lib/beta/writes', 'writes-only-write'],
]
const rightType = ['lib/alpha/read.ts', '@/lib/db/client']
const right = [
  ['lib/db/client.ts'],
  ['lib/testing/studio.ts'],
  ['lib/alpha/pure.ts'],
  ['lib/alpha/loop-b.ts', './loop-a'],
  ['lib/beta/pure.ts', '@/lib/alpha/pure'],
  ['lib/beta/queries.ts', '@/lib/db/client'],
  ['lib/beta/writes.ts', '@/lib/db/client'],
  ['lib/beta/commands.ts', './writes'],
  ['lib/beta/commands.test.ts', '@/lib/testing/studio'],
  ['components/editor/turn.tsx', '@/components/ui/button'],
  ['components/editor/turn-panel.tsx', '@/lib/beta/queries'],
  ['components/editor/store-context.tsx', '@/components/strip/strip'],
  ['components/queue/row.tsx', '@/components/editor/store-context'],
  ['components/workspace/panes.tsx', '@/components/queue/row'],
  ['components/strip/strip.tsx'],
  ['components/ui/button.tsx'],
  ['app/api/v1/rows/route.ts', '@/lib/beta/commands'],
]

describe('boundaries', () => {
  let base
  let problems
  beforeAll(async () => {
    base = mkdtempSync(join(tmpdir(), 'finecut-rooms-'))
    for (const [file, target] of [...wrong, ...right]) {
      mkdirSync(dirname(join(base, file)), { recursive: true })
      writeFileSync(
        join(base, file),
        target ? `import * as it from '${target}'\nexport { it }\n` : 'export {}\n',
      )
    }
    const [file, target] = rightType
    writeFileSync(join(base, file), `import type * as it from '${target}'\nexport type { it }\n`)
    cpSync(join(root, 'tsconfig.json'), join(base, 'tsconfig.json'))
    symlinkSync(join(root, 'node_modules'), join(base, 'node_modules'))
    problems = (await checkBoundaries(base)).problems
  })
  afterAll(() => rmSync(base, { recursive: true, force: true }))

  test.each(wrong)('%s may not import %s', (file, _target, rule) => {
    expect(problems.filter((problem) => problem.startsWith(`${rule}: ${file} `))).toHaveLength(1)
  })
  test.each([...right, rightType])('%s is where it belongs', (file) => {
    expect(problems.filter((problem) => problem.includes(`: ${file} `))).toEqual([])
  })
  test('nothing else is said', () => {
    expect(problems).toHaveLength(wrong.length)
  })
})

test('an answer over too few files is none', () => {
  const files = ['lib/a.ts', 'lib/b.ts']
  expect(judgeCruise({ summary: { violations: [] }, modules: [{ source: 'lib/a.ts' }] }, files)).toHaveLength(
    1,
  )
  expect(judgeCruise({ summary: { violations: [] }, modules: [] }, [])).toHaveLength(1)
})
