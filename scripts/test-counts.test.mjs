import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { figure } from '../lib/testing/figure'
import { countPlaywright, countVitest, readFigures, readVitest } from './test-counts.mjs'

test('a Vitest file that fails before its first test counts as one failure', () => {
  const assertion = (status) => ({ status, fullName: status })
  const report = {
    testResults: [
      { name: 'a', status: 'failed', assertionResults: ['passed', 'failed', 'pending'].map(assertion) },
      { name: 'b', status: 'failed', assertionResults: [] },
      { name: 'c', status: 'passed', assertionResults: ['passed', 'todo'].map(assertion) },
    ],
  }
  expect(countVitest(report)).toEqual({
    passed: 2,
    failed: 2,
    skipped: ['a: pending', 'c: todo'],
    ran: ['a: passed', 'a: failed', 'c: passed'],
  })
})

test('Playwright suites are counted at every depth, errors outside a test too', () => {
  const spec = (status) => ({ file: 'a.spec.ts', title: status, tests: [{ status }] })
  const report = {
    suites: [{ specs: [spec('expected')], suites: [{ specs: [spec('unexpected'), spec('skipped')] }] }],
    errors: [{ message: 'outside' }],
  }
  expect(countPlaywright(report)).toEqual({ passed: 1, failed: 2, skipped: ['a.spec.ts: skipped'], ran: [] })
})

test('a skipped journey is listed with the reason it gave', () => {
  const annotations = [{ type: 'skip', description: 'not run: no tool' }]
  const specs = [{ file: 'a.spec.ts', title: 'traced', tests: [{ status: 'skipped', annotations }] }]
  expect(countPlaywright({ suites: [{ specs }] }).skipped).toEqual(['a.spec.ts: traced (not run: no tool)'])
})

test('a report that was never written counts nothing', () => {
  expect(readVitest('/nowhere/report.json')).toEqual({ passed: 0, failed: 0, skipped: [], ran: [] })
})

test('figures are read as tests tell them, and none where no test told any', () => {
  const folder = mkdtempSync(join(tmpdir(), 'finecut-figures-'))
  const file = join(folder, 'figures.jsonl')
  expect(readFigures(file)).toEqual([])
  vi.stubEnv('FINECUT_FIGURES', file)
  figure('B8', '50 clients', '0 lost')
  figure('H37', 'a minute', 'flat')
  vi.unstubAllEnvs()
  expect(readFigures(file)).toMatchObject([
    { row: 'B8', what: '50 clients', seen: '0 lost' },
    { row: 'H37', what: 'a minute', seen: 'flat' },
  ])
  rmSync(folder, { recursive: true })
})
