import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { expectAccessible, expectNoSidewaysScroll } from './fixtures/accessible'
import { listRoutes } from './fixtures/routes'
import { becomeOwner, expect, test } from './fixtures/studio'
import { api, chat, makeDataset, makeExample } from './fixtures/work'

test.use({ shared: true })

const run = promisify(execFile)

test('a key is made on the profile, runs every example of docs/api.md, and is refused once it is revoked', async ({
  page,
  studio,
}) => {
  await becomeOwner(page, studio)
  const dataset = await makeDataset(page, studio)
  await makeDataset(page, studio, 'Another')
  await makeExample(page, studio, dataset, chat(['user', 'Hello?'], ['assistant', 'Good day.']))
  await page.goto('/profile')
  await page.getByRole('button', { name: 'New key' }).click()
  const dialog = page.getByRole('dialog')
  await expectAccessible(page, 'the dialog of a key')
  await dialog.getByLabel('Name').fill('Nightly')
  await dialog.getByLabel('Write', { exact: true }).check()
  await dialog.getByLabel('Support', { exact: true }).check()
  await dialog.getByRole('button', { name: 'Make the key' }).click()
  const key = await dialog.getByLabel('Key', { exact: true }).inputValue()
  expect(key).toMatch(/^finecut_[A-Za-z0-9_-]{43}$/)
  await dialog.getByRole('button', { name: 'Done' }).click()
  const line = page.getByRole('listitem').filter({ hasText: 'Nightly' })
  await expect(line).toContainText('Read')
  await expect(line).toContainText('Support')
  await expect(line).toContainText('never used')
  await expectNoSidewaysScroll(page, 'the profile')

  const examples = [...readFileSync('docs/api.md', 'utf8').matchAll(/^```sh run\n([\s\S]*?)^```/gm)]
  expect(examples.length).toBeGreaterThan(5)
  const env = { ...process.env, FINECUT_URL: studio.url, FINECUT_KEY: key, DATASET: dataset }
  const answers: string[] = []
  for (const [, script = ''] of examples) {
    const { stdout } = await run('bash', ['--norc', '-euo', 'pipefail', '-c', script], { env })
    answers.push(stdout)
  }
  expect(answers[0], 'of its datasets alone').toBe(`${dataset}\tSupport\t1\n`)
  expect(answers.join('')).toContain('"revision": 2')
  const { count } = await api<{ count: number }>(page, studio, 'GET', `/datasets/${dataset}/examples/count`)
  expect(count).toBe(2)

  await page.reload()
  await expect(line).toContainText('last used')
  await expect(page.getByText(key)).toHaveCount(0)
  await line.getByRole('button', { name: 'Revoke the key Nightly' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(page.getByText('You have no key.')).toBeVisible()
  const refused = await fetch(`${studio.url}/api/v1/datasets`, {
    headers: { authorization: `Bearer ${key}` },
  })
  expect(refused.status).toBe(401)
  expect(studio.output()).not.toContain(key)
})

test('the studio describes every route it has, as a file and as a page', async ({ page, studio }) => {
  const answer = await fetch(`${studio.url}/api/v1/openapi.json`)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json'])
  const description = (await answer.json()) as { openapi: string; paths: Record<string, object> }
  expect(description.openapi).toBe('3.1.0')
  const described = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const built = listRoutes().map(({ method, path }) => `${method} ${path.replace(/\[(\w+)\]/g, '{$1}')}`)
  expect(described.sort()).toEqual(built.sort())

  await becomeOwner(page, studio)
  const elsewhere: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(studio.url)) elsewhere.push(request.url())
  })
  await page.goto('/api')
  await expect(page.getByRole('heading', { name: 'API', exact: true })).toBeVisible()
  await expect(page.getByText('/datasets/{dataset}/examples/{number}/edits')).toBeVisible()
  // as it stands, it can be run
  await expect(page.getByText(/^curl /).first()).toContainText(` ${studio.url}/api/v1/datasets`)
  const takes = page.getByText('What it takes')
  await takes.first().click()
  await expectAccessible(page, 'the page of the API')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page, 'the page of the API')
  expect(elsewhere).toEqual([])
})
