import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { startStudio } from './fixtures/server'
import { becomeOwner, expect, owner, test } from './fixtures/studio'
import { makeTlsProxy, missingFor, proxies } from './fixtures/tls-proxy'
import { chat, makeDataset } from './fixtures/work'

for (const name of proxies)
  test(`behind ${name} with TLS: sign in, save, hear of it, send 12 MB; a caller’s own word on its address is not believed`, async ({
    template,
    openPage,
  }) => {
    test.setTimeout(120_000)
    const missing = missingFor(name)
    test.skip(missing !== null, `not run: ${missing} is not installed`)
    const proxy = await makeTlsProxy(name)
    const behind = await startStudio(template, {
      FINECUT_URL: proxy.url,
      FINECUT_TRUSTED_PROXIES: '127.0.0.1',
    })
    const page = await openPage({ baseURL: proxy.url, ignoreHTTPSErrors: true })
    try {
      await proxy.start(new URL(behind.url).host)
      const studio = { ...behind, url: proxy.url }
      await page.goto('/people')
      expect(new URL(page.url()).origin).toBe(proxy.url)
      await expect(page.getByLabel('Password', { exact: true })).toBeVisible()
      await becomeOwner(page, studio)
      const cookie = (await page.context().cookies()).find(({ name }) => name.endsWith('session_token'))
      expect(cookie).toMatchObject({ name: '__Secure-finecut.session_token', secure: true, httpOnly: true })

      const dataset = await makeDataset(page, studio)
      await page.goto(`/datasets/${dataset}`)
      const heard = page.evaluate(
        () =>
          new Promise<string>((hear) => {
            const events = new EventSource('/api/v1/live')
            events.addEventListener('open', () => document.body.setAttribute('data-hears', ''))
            events.addEventListener('message', ({ data }) => hear(String(data)))
          }),
      )
      await page.locator('body[data-hears]').waitFor()
      const text = chat(['user', 'x'.repeat(12 << 20)], ['assistant', 'Yes.'])
      const made = await page.request.post(`${proxy.url}/api/v1/datasets/${dataset}/examples`, {
        headers: { origin: proxy.url },
        data: { operationId: randomUUID(), text },
      })
      expect(made.status(), (await made.text()).slice(0, 300)).toBe(200)
      expect(JSON.parse(await heard)).toMatchObject({ datasetId: dataset })

      const signedIn = await page.request.post(`${proxy.url}/api/v1/session`, {
        headers: { origin: proxy.url, 'x-forwarded-for': '203.0.113.7', 'x-real-ip': '203.0.113.7' },
        data: { email: owner.email, password: owner.password },
      })
      expect(signedIn.status()).toBe(200)
      expect(signedIn.headers()['x-request-id']).toBeTruthy()
      expect(behind.output()).toContain(`"id":"${signedIn.headers()['x-request-id']}"`)
      const sql = new Database(join(behind.dataDir, 'finecut.db'), { readonly: true })
      const addresses = sql.prepare('SELECT DISTINCT "ipAddress" FROM "Session"').pluck().all()
      sql.close()
      expect(addresses).toEqual(['127.0.0.1'])
    } finally {
      // a page that loses its server says so
      await page.close()
      await behind.stop()
      await proxy.stop()
      rmSync(behind.dataDir, { recursive: true, force: true })
    }
  })
