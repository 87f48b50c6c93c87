import { createHash } from 'node:crypto'
import type { Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll } from './fixtures/accessible'
import { becomeOwner, expect, type Studio, test } from './fixtures/studio'
import { api, chat, invite, makeDataset } from './fixtures/work'

test.use({ shared: true })

const patience = { timeout: 120_000 }

/** Imports these lines and waits until they are there. */
async function importLines(page: Page, studio: Studio, datasetId: string, lines: string[]): Promise<void> {
  const text = lines.map((line) => `${line}\n`).join('')
  const sha256 = createHash('sha256').update(text).digest('hex')
  const at = `/datasets/${datasetId}/uploads`
  const size = Buffer.byteLength(text)
  const { id: uploadId } = await api<{ id: string }>(page, studio, 'POST', at, { fileName: 'a.jsonl', size })
  const part = await page.request.fetch(`${studio.url}/api/v1${at}/${uploadId}?offset=0`, {
    method: 'PUT',
    headers: { origin: studio.url, 'content-type': 'application/octet-stream', 'x-part-sha256': sha256 },
    data: Buffer.from(text),
  })
  expect(part.status(), await part.text()).toBeLessThan(300)
  await api(page, studio, 'POST', `${at}/${uploadId}/complete`, { sha256 })
  const imports = `/datasets/${datasetId}/imports`
  const body = { uploadId, format: 'auto', onError: 'abort' }
  const { id } = await api<{ id: string }>(page, studio, 'POST', imports, body)
  await expect
    .poll(async () => (await api<{ state: string }>(page, studio, 'GET', `${imports}/${id}`)).state, patience)
    .toBe('done')
}

/** Tags all that a query finds. */
async function tagAll(page: Page, studio: Studio, datasetId: string, tag: string, q: string): Promise<void> {
  const { groups } = await api<{ groups: { tags: { id: string; name: string }[] }[] }>(
    page,
    studio,
    'GET',
    `/datasets/${datasetId}/tags`,
  )
  const tagId = groups.flatMap(({ tags }) => tags).find(({ name }) => name === tag)?.id
  const runs = `/datasets/${datasetId}/bulk`
  const { id } = await api<{ id: string }>(page, studio, 'POST', runs, {
    action: { type: 'tag', tagId },
    selection: { q },
  })
  await expect
    .poll(async () => (await api<{ state: string }>(page, studio, 'GET', `${runs}/${id}`)).state, patience)
    .toBe('done')
}

/** 1,000 drafts: the first 600 refuse, the others answer. */
async function makeRefusing(page: Page, studio: Studio): Promise<string> {
  const datasetId = await makeDataset(page, studio)
  const lines = Array.from({ length: 1000 }, (_, i) =>
    chat(['user', `Question ${i}`], ['assistant', i < 600 ? `I can’t help with ${i}.` : `It is ${i}.`]),
  )
  await importLines(page, studio, datasetId, lines)
  await tagAll(page, studio, datasetId, 'refusal', 'number:<=600')
  await tagAll(page, studio, datasetId, 'answer', 'number:>600')
  return datasetId
}

test('600 refusals among 1,000 are brought down to their target, one is kept by hand, and the rest exported', async ({
  page,
  studio,
  openPage,
}) => {
  test.slow()
  await becomeOwner(page, studio)
  const datasetId = await makeRefusing(page, studio)
  await test.step('an export of nothing approved says the way on', async () => {
    await page.goto(`/datasets/${datasetId}/exports`)
    await expect(page.getByText('None of 1,000 examples is approved yet.')).toBeVisible()
    await page.getByRole('button', { name: 'Take all 1,000' }).click()
    await expect(page.getByRole('button', { name: 'Export 1,000 examples' })).toBeVisible()
  })
  await page.goto(`/datasets/${datasetId}/balance`)
  const refusal = page.getByRole('row', { name: /^refusal/ })
  await expect(refusal).toContainText('600 · 60%')

  await test.step('a target is set where it is missed, by keyboard', async () => {
    await page.getByRole('button', { name: 'Set a target for refusal' }).press('Enter')
    await page.getByLabel('At least, %').fill('5')
    await page.getByLabel('At most, %').fill('5')
    await page.keyboard.press('Enter')
    await expect(refusal).toContainText('leave out 579')
    await expect(refusal).toContainText('21 · 5%')
    await expect(page.getByText('Or write 11,000 and leave out none.')).toBeVisible()
    await expect(page.getByText(/repeat up to \d+ times, which teaches phrases by heart/)).toBeVisible()
    await expect(page.getByRole('status').filter({ hasText: 'of 1,000 examples go out' })).toContainText(
      '421',
    )
  })

  await test.step('a plan that asks for writing says that the export waits for it', async () => {
    const awaited = page.getByText('reached once 11,000 new examples are written')
    await page.getByRole('radio', { name: 'write' }).click()
    await expect(awaited).toBeVisible()
    await expect(page.getByRole('link', { name: 'Export 1,000 as they are' })).toBeVisible()
    await page.getByRole('radio', { name: 'leave out' }).click()
    await expect(awaited).toHaveCount(0)
    await expect(refusal).toContainText('leave out 579')
  })

  const first = page.getByRole('button', { name: /^keep instead, #\d+$/ }).first()
  const kept = Number(/#(\d+)/.exec((await first.getAttribute('aria-label')) ?? '')?.[1])
  await test.step('one that would go out is kept: another goes in its place', async () => {
    await first.click()
    await expect(page).toHaveURL(new RegExp(`keep=${kept}`))
    await expect(page.getByText(`#${kept} stays`)).toBeVisible()
    await expect(refusal).toContainText('leave out 579')
    await expect(page.getByRole('button', { name: `keep instead, #${kept}` })).toHaveCount(0)
  })

  await test.step('a link shows what its sender saw', async () => {
    const reviewer = await openPage()
    await invite(page, reviewer, studio, datasetId, 'reviewer')
    await reviewer.goto(page.url())
    await expect(reviewer.getByText(`#${kept} stays`)).toBeVisible()
    await expect(reviewer.getByRole('row', { name: /^refusal/ })).toContainText('leave out 579')
    await expect(reviewer.getByText('A lead exports by this plan')).toBeVisible()
  })

  await test.step('the export holds what the plan said', async () => {
    await page.getByRole('link', { name: 'Export 421 by this plan' }).click()
    await expect(page.getByText('579 examples left out, nothing repeated')).toBeVisible()
    await page.getByRole('button', { name: 'Export 421 examples' }).click()
    await expect(page.getByText('The export is done. Its files are ready.')).toBeAttached()
    const { exports } = await api<{ exports: { id: string }[] }>(
      page,
      studio,
      'GET',
      `/datasets/${datasetId}/exports`,
    )
    const read = async (file: string) => {
      const answer = await page.request.get(
        `${studio.url}/api/v1/datasets/${datasetId}/exports/${exports[0]?.id}/files/${file}`,
      )
      expect(answer.status()).toBe(200)
      return answer.text()
    }
    const lines = `${await read('train.jsonl')}${await read('test.jsonl')}`.trim().split('\n')
    expect(lines).toHaveLength(421)
    expect(lines.filter((line) => line.includes('I can’t help'))).toHaveLength(21)
    const sources = `${await read('train.lines.jsonl')}${await read('test.lines.jsonl')}`
    expect(sources).toContain(`"example":${kept},`)
    const manifest = JSON.parse(await read('manifest.json'))
    expect(manifest.balance).toMatchObject({ before: 1000, after: 421, leftOut: 579 })
    expect(manifest.recipe.balance).toMatchObject({
      targets: [{ tag: 'outcome/refusal', min: 0.05, max: 0.05 }],
      keep: [kept],
    })
  })

  const { total } = await api<{ total: number }>(
    page,
    studio,
    'GET',
    `/datasets/${datasetId}/examples/count?q=`,
  )
  expect(total).toBe(1000)
})

test('the balance page reads in both languages and themes, on a phone too, and a tag leads to its examples', async ({
  page,
  studio,
}) => {
  test.slow()
  await becomeOwner(page, studio)
  const datasetId = await makeRefusing(page, studio)
  const { groups } = await api<{ groups: { tags: { id: string; name: string }[] }[] }>(
    page,
    studio,
    'GET',
    `/datasets/${datasetId}/tags`,
  )
  for (const [name, targetMin, targetMax] of [
    ['refusal', 0.04, 0.08],
    ['answer', 0.8, 0.9],
    ['clarification', 0.08, 0.12],
  ] as const) {
    const tagId = groups.flatMap(({ tags }) => tags).find((tag) => tag.name === name)?.id
    await api(page, studio, 'PATCH', `/datasets/${datasetId}/tags/${tagId}`, { targetMin, targetMax })
  }
  await page.goto(`/datasets/${datasetId}/balance?mode=mix`)
  const row = page.getByRole('row', { name: /^clarification/ })
  await expect(row).toContainText(/write \d+/)

  await test.step('what is to be written is asked for, and an empty example with the tag is opened', async () => {
    await page.getByRole('button', { name: /Ask for \d+ new examples/ }).click()
    await expect(page.getByText(/^0 of \d+ written$/).first()).toBeVisible()
    await page.getByRole('button', { name: 'Write one: clarification' }).click()
    await expect(page).toHaveURL(/example=1001/)
    await expect(page.locator('#turn-m2')).toBeVisible()
    await page.goto(`/datasets/${datasetId}/balance?mode=mix`)
    await expect(page.getByText(/^1 of \d+ written$/)).toBeVisible()
  })

  await page.getByRole('radio', { name: 'leave out' }).click()
  await expect(page.getByText(/targets reached/)).toBeVisible()
  await expectAccessible(page, 'balance, light')
  if (process.env.FINECUT_PICTURES)
    await page.screenshot({ path: `${process.env.FINECUT_PICTURES}/balance-en.png` })

  await page.context().addCookies([
    { name: 'finecut-locale', value: 'ko', url: studio.url },
    { name: 'finecut-theme', value: 'dark', url: studio.url },
  ])
  await page.setViewportSize({ width: 390, height: 844 })
  await page.reload()
  await expect(page.getByRole('heading', { name: '균형' })).toBeVisible()
  await expect(page.getByRole('row', { name: /^refusal/ })).toBeVisible()
  await expectNoSidewaysScroll(page, 'balance at 390 px')
  await expectAccessible(page, 'balance, dark, Korean')
  if (process.env.FINECUT_PICTURES)
    await page.screenshot({ path: `${process.env.FINECUT_PICTURES}/balance-ko.png`, fullPage: true })

  await page
    .getByRole('row', { name: /^refusal/ })
    .getByRole('link', { name: 'refusal' })
    .click()
  await expect(page).toHaveURL(/q=counted%3Arefusal/)
})
