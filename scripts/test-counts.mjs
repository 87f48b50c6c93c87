import { existsSync, readFileSync } from 'node:fs'

const read = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

const nothing = { passed: 0, failed: 0, skipped: [], ran: [] }

/** Counts of Vitest's JSON report; a file that fails before its first test counts as one failure. */
export function countVitest(report) {
  const tests = report.testResults.flatMap((file) =>
    file.assertionResults.map(({ status, fullName }) => ({ status, name: `${file.name}: ${fullName}` })),
  )
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  )
  const having = (...statuses) => tests.filter(({ status }) => statuses.includes(status))
  return {
    passed: having('passed').length,
    failed: having('failed').length + broken.length,
    skipped: having('pending', 'skipped', 'todo', 'disabled').map(({ name }) => name),
    ran: having('passed', 'failed').map(({ name }) => name),
  }
}

const listSpecs = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(listSpecs)]

/** Counts of Playwright's JSON report, skipped tests with their reason; errors outside any test count as failures. */
export function countPlaywright(report) {
  const tests = report.suites.flatMap(listSpecs).flatMap((spec) =>
    spec.tests.map(({ status, annotations = [] }) => {
      const why = annotations.find(({ type }) => type === 'skip')?.description
      return { status, name: `${spec.file}: ${spec.title}${why ? ` (${why})` : ''}` }
    }),
  )
  const having = (...statuses) => tests.filter(({ status }) => statuses.includes(status))
  return {
    passed: having('expected').length,
    failed: having('unexpected', 'flaky').length + (report.errors?.length ?? 0),
    skipped: having('skipped').map(({ name }) => name),
    ran: [],
  }
}

export const readVitest = (file) => {
  const report = read(file)
  return report ? countVitest(report) : nothing
}
export const readPlaywright = (file) => {
  const report = read(file)
  return report ? countPlaywright(report) : nothing
}

/** Lines of figure() of lib/testing, oldest first; none where no test saw any. */
export const readFigures = (file) =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    : []
