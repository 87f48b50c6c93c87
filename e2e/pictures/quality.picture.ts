import { becomeOwner, expect, test } from '../fixtures/studio'
import { api, makeDemo } from '../fixtures/work'
import { draw } from './draw'

test.use({ env: { FINECUT_CHECKS: 'on' } })

test('quality: notes in the margin, the page of findings, settings of checks', async ({ page, studio }) => {
  await becomeOwner(page, studio)
  const datasetId = await makeDemo(page, studio)
  const summary = `/datasets/${datasetId}/findings/summary`
  await expect.poll(async () => (await api<{ due: number }>(page, studio, 'GET', summary)).due).toBe(0)
  await page.goto(`/datasets/${datasetId}/findings`)
  await expect(page.getByRole('listitem').first()).toBeVisible()
  await draw(page, 'findings')
  await page.goto(`/datasets/${datasetId}?q=finding:capability-claim&example=38&turn=m5`)
  await expect(page.getByRole('note').first()).toBeVisible()
  await page.keyboard.press('f')
  await draw(page, 'findings-margin')
  await page.goto(`/datasets/${datasetId}/findings/settings#capability-claim`)
  await expect(page.getByRole('group', { name: 'What the assistant can do' })).toBeVisible()
  await draw(page, 'checks-settings')
})

test('quality: coverage, a weak spot, a second reader', async ({ page, studio }) => {
  await becomeOwner(page, studio)
  const datasetId = await makeDemo(page, studio)
  const here = `/datasets/${datasetId}`
  const post = <T>(path: string, body: object) => api<T>(page, studio, 'POST', path, body)
  await page.goto(`${here}/coverage`)
  await expect(page.getByRole('table').first()).toBeVisible()
  await draw(page, 'coverage')

  const { id } = await post<{ id: string }>(`${here}/weak-spots`, {
    title: 'Promises what only a person can do',
    mustContain: 'That the assistant cannot do it, and where it is done: the form, or the shop.',
  })
  const lines = [
    ['Please call me back tomorrow at nine.', 'Of course, I will call you tomorrow at nine.'],
    ['Can you cancel my order?', 'Done. Your order is cancelled.'],
  ].map(([prompt, bad_answer]) => JSON.stringify({ prompt, bad_answer }))
  await post(`${here}/weak-spots/${id}/prompts`, { from: 'lines', lines })
  for (const number of [3, 12]) await post(`${here}/weak-spots/${id}/examples`, { number, linked: true })
  await page.goto(`${here}/weak-spots?spot=${id}`)
  await expect(page.getByRole('list', { name: 'Which examples' })).toBeVisible()
  await draw(page, 'weak-spots')

  const limits = { requestsPerMinute: 60, timeoutSeconds: 60, mostTokensIn: 24_000, mostTokensOut: 4_000 }
  const endpoint = { baseUrl: 'http://127.0.0.1:11434/v1', model: 'qwen3', key: null, allowPrivate: true }
  const prices = { priceIn: 0, priceOut: 0, answerForm: 'schema' }
  await post('/studio/reader', { revision: 0, ...endpoint, ...limits, ...prices })
  await post(`${here}/reader/consent`, { allowed: true, model: 'qwen3', host: '127.0.0.1:11434' })
  await page.goto(`${here}/settings/reader`)
  await expect(page.getByRole('button', { name: 'Let qwen3 read' })).toBeVisible()
  await draw(page, 'second-reader')
})
