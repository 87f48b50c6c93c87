import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeSibling, moveInto, requireOwnFolder } from './out-folder'

let home: string
let out: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'finecut-out-'))
  out = join(home, 'out')
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const former = JSON.stringify({ format: 'finecut-export/1', files: [] })
function fill(files: Record<string, string>) {
  mkdirSync(out, { recursive: true })
  for (const [name, text] of Object.entries(files)) writeFileSync(join(out, name), text)
}

describe('which folder an export may write into', () => {
  test('one that is not there, or empty', async () => {
    await requireOwnFolder(out)
    fill({})
    await requireOwnFolder(out)
  })

  test('one that holds a former export', async () => {
    fill({ 'manifest.json': former, 'train.jsonl': '{}\n' })
    await requireOwnFolder(out)
  })

  test.each([
    ['other files', { 'notes.txt': 'mine' }],
    ['a manifest of something else', { 'manifest.json': '{"name":"an app"}' }],
    ['a manifest that is no JSON', { 'manifest.json': 'hello' }],
  ])('not one with %s', async (_, files) => {
    fill(files)
    await expect(requireOwnFolder(out)).rejects.toMatchObject({ reason: 'folderNotEmpty' })
  })

  test('not a file', async () => {
    writeFileSync(out, '')
    await expect(requireOwnFolder(out)).rejects.toMatchObject({ reason: 'notAFolder' })
  })
})

test('the new files take the place of the former ones, and what is no longer made goes', async () => {
  fill({ 'manifest.json': former, 'train.jsonl': 'old', 'test.jsonl': 'old', 'notes.txt': 'mine' })
  const sibling = await makeSibling(out)
  writeFileSync(join(sibling, 'train.jsonl'), 'new')
  writeFileSync(join(sibling, 'manifest.json'), former)
  await moveInto(sibling, out)
  expect(readdirSync(out).sort()).toEqual(['manifest.json', 'notes.txt', 'train.jsonl'])
  expect(readFileSync(join(out, 'train.jsonl'), 'utf8')).toBe('new')
  expect(existsSync(sibling)).toBe(false)
})
