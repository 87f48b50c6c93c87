import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compilerRemedy, derivePostgresqlSchema, holdsLockedPackages } from './install.mjs'

const locked = (packages) => ({ packages: { '': {}, ...packages } })

test.each([
  ['the same versions', { 'node_modules/a': { version: '1.0.0' } }, true],
  ['another version', { 'node_modules/a': { version: '1.0.1' } }, false],
  ['nothing', {}, false],
])('node_modules with %s', (_name, packages, holds) => {
  const lock = locked({
    'node_modules/a': { version: '1.0.0' },
    'node_modules/other-platform': { version: '2.0.0', optional: true },
  })
  expect(holdsLockedPackages(lock, { packages })).toBe(holds)
})

test('the remedy is one command that fits the machine', () => {
  const having = (name) => (wanted) => wanted === name
  expect(compilerRemedy(having('apt-get'), 'linux', true)).toBe(
    'apt-get update && apt-get install -y python3 make g++',
  )
  expect(compilerRemedy(having('apt-get'), 'linux', false)).toMatch(/^sudo apt-get update && sudo /)
  expect(compilerRemedy(having('apk'), 'linux', true)).toBe('apk add python3 make g++')
  expect(compilerRemedy(() => false, 'darwin', false)).toBe('xcode-select --install')
})

test('the PostgreSQL schema differs from its source in two lines', () => {
  const source = readFileSync('prisma/schema.prisma', 'utf8')
  const derived = derivePostgresqlSchema(source).split('\n')
  const changed = source.split('\n').filter((line, i) => line !== derived[i])
  expect(changed.map((line) => line.trim().replace(/ +/g, ' '))).toEqual([
    'output = "../generated/prisma"',
    'provider = "sqlite"',
  ])
  expect(() => derivePostgresqlSchema('datasource db { provider = "mysql" }')).toThrow(/names neither/)
})
