import type { Page } from '@playwright/test'
import { hostile, spreadHostile } from './fixtures/hostile'
import { becomeOwner, expect, test } from './fixtures/studio'
import { invite } from './fixtures/work'

type Marked = Window & { finecutRan?: string[] }

/** Counts what runs that should not, and what is asked of other hosts. */
async function watch(page: Page, url: string): Promise<{ elsewhere: string[] }> {
  await page.addInitScript(() => {
    const ran: string[] = []
    const mark = (...words: unknown[]) => void ran.push(words.join())
    Object.assign(window, { finecutRan: ran, alert: mark, print: mark, confirm: mark, prompt: mark })
  })
  const elsewhere: string[] = []
  page.context().on('request', (request) => {
    const asked = request.url()
    if (!asked.startsWith(url) && !/^(data|blob):/.test(asked)) elsewhere.push(asked)
  })
  page.on('dialog', (dialog) => void dialog.dismiss())
  return { elsewhere }
}

/** What a view has run, or made of a text that is not for making anything. */
const findHarm = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const harm = ((window as Marked).finecutRan ?? []).map((words) => `ran alert(${words})`)
    for (const element of document.querySelectorAll('*')) {
      const name = `${element.localName}: ${element.outerHTML.slice(0, 120)}`
      if (element.id === 'pwn' || /^(iframe|object|embed|base|math)$/.test(element.localName)) harm.push(name)
      for (const { name: attribute, value } of element.attributes) {
        if (attribute.startsWith('on')) harm.push(`${attribute} on ${name}`)
        const leads = /^(href|xlink:href|src|action|formaction|srcdoc|data)$/.test(attribute)
        if (leads && /^[\s\p{Cc}]*(javascript|vbscript|data:text)/iu.test(value))
          harm.push(`${value} on ${name}`)
      }
      if (
        element.localName === 'script' &&
        !(element as HTMLScriptElement).nonce &&
        !element.getAttribute('src')
      )
        harm.push(`no nonce on ${name}`)
    }
    return harm
  })

/** How many of the hostile texts stand on the page as what they are: text. */
const countShown = (page: Page): Promise<number> =>
  page.evaluate((texts) => {
    const fields = [...document.querySelectorAll('input, textarea')] as HTMLInputElement[]
    const shown = `${document.body.textContent} ${fields.map((field) => field.value).join(' ')}`.replace(
      /\s+/g,
      ' ',
    )
    return texts.filter((text) => shown.includes(text.trim())).length
  }, hostile as string[])

const unfold = (page: Page) =>
  page.evaluate(async () => {
    for (const open of [false, true]) {
      for (const folded of document.querySelectorAll('details')) folded.open = open
      await new Promise((go) => setTimeout(go, 50))
    }
  })

test('G29: no text that someone stored runs, links or loads anything, in any view', async ({
  page,
  studio,
  openPage,
  allow,
}) => {
  test.setTimeout(180_000)
  // some of the addresses lead nowhere, or ask for nonsense, on purpose
  allow(/404 \(Not Found\)|400 \(Bad Request\)/)
  expect(hostile).toHaveLength(40)
  const { elsewhere } = await watch(page, studio.url)
  await becomeOwner(page, studio)
  const { dataset, token, shared } = await spreadHostile(page, studio)
  const at = `/datasets/${dataset}`
  const harm: string[] = []
  const look = async (where: string, least: number, on = page) => {
    await expect
      .poll(() => countShown(on), { message: `texts shown on ${where}` })
      .toBeGreaterThanOrEqual(least)
    harm.push(...(await findHarm(on)).map((what) => `${where}: ${what}`))
  }
  const open = async (path: string, least: number, on = page) => {
    const answer = await on.goto(`${studio.url}${path}`)
    const policy = (await answer?.headerValue('content-security-policy')) ?? ''
    const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? ''
    expect(scripts, path).toMatch(/'nonce-[^']{20,}'/)
    expect(scripts, path).not.toMatch(/unsafe/)
    await expect(on.locator('main')).toBeVisible()
    await unfold(on)
    await look(path, least, on)
  }

  await open('/', 40)
  await open('/people', 40)
  await open('/profile', 1)
  await open(`${at}/tags`, 40)
  await open(`${at}/members`, 40)
  await open(`${at}/settings`, 1)
  await open(`${at}/guidelines`, 36)
  await open(`${at}/imports`, 40)
  await expect(async () => {
    // until the page listens, what is unfolded stays empty
    await unfold(page)
    await expect(page.getByRole('table', { name: /rejected records/ }).first()).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 60_000 })
  await look('the rejected records', 40)
  await open(`${at}/exports`, 20)
  await page.getByRole('radio', { name: /All but excluded/ }).click()
  await page
    .getByRole('button', { name: /Show all/ })
    .first()
    .click()
  await look('what blocks an export', 40)
  await open(`${at}/exports/versions`, 5)
  await open(`${at}/split`, 40)
  await open(`${at}/duplicates`, 0)
  await open('/api', 0)
  await open(`${at}?q=${encodeURIComponent(hostile[4] ?? '')}`, 1)
  await open(`${at}?q=${encodeURIComponent(`tag:"${hostile[1]}" ${hostile[6]}:${hostile[7]}`)}`, 1)
  await open(`${at}?sort=-number`, 10)

  await open(`${at}?example=41`, 40)
  for (const key of ['h', 'g', 'Control+k', '?', 'r']) {
    await page.keyboard.press(key)
    const opens = key.length > 1 || key === '?' || key === 'r'
    // one that came late would take the next key
    if (opens) await expect(page.getByRole('dialog')).toBeVisible()
    else await page.waitForTimeout(250)
    await look(`the example after ${key}`, 30)
    if (!opens) continue
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  const markdown = page.getByRole('checkbox', { name: /Markdown/ })
  await markdown.click()
  await look('the example as Markdown', 30)
  await markdown.click()
  await page.locator('#turn-m1').click()
  await page.keyboard.press('e')
  await look('a turn being edited', 30)
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: /switch dataset/ }).click()
  await look('the list of datasets', 40)
  await page.keyboard.press('Escape')

  const other = await openPage()
  const theirs = await watch(other, studio.url)
  await open(`/join/${token}`, 1, other)
  await open(`/sign-in?next=${encodeURIComponent('javascript:alert(1)')}`, 0, other)
  await open(`/reset/${encodeURIComponent(hostile[0] ?? '')}`, 0, other)
  await open(`/setup?token=${encodeURIComponent(hostile[1] ?? '')}`, 0, other)
  // a guest reads the same texts without an account
  await open(`/shared/${shared}`, 38, other)
  await open(`/shared/${shared}?example=41`, 38, other)
  await open(`/shared/${encodeURIComponent(hostile[0] ?? '')}`, 0, other)
  await invite(page, other, studio, dataset, 'viewer')
  await open(`${at}/guidelines`, 30, other)
  await open(`${at}/members`, 40, other)
  await open(`${at}/imports`, 40, other)
  await open(`/datasets/${encodeURIComponent(hostile[0] ?? '')}`, 0, other)

  expect(harm).toEqual([])
  expect([...elsewhere, ...theirs.elsewhere]).toEqual([])

  await page.evaluate(() => {
    alert('control')
    document.body.append(Object.assign(document.createElement('a'), { id: 'pwn', href: 'javascript:0' }))
  })
  expect(await findHarm(page), 'what the test would see').toHaveLength(3)
})
