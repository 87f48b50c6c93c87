import type { Page } from '@playwright/test'

/** Durations of interactions, 0 for those under 16 ms, and the longest task of the main thread, 0 under 50 ms. */
export type Seen = { interactions: number[]; longest: number }

type Watching = Window & { finecutSeen?: { byInteraction: Map<number, number>; longest: number } }

/** What happens on the page during `act`, in which `count` keys or clicks fall. */
async function during(page: Page, count: number, act: () => Promise<unknown>): Promise<Seen> {
  await page.evaluate(() => {
    const seen = { byInteraction: new Map<number, number>(), longest: 0 }
    ;(window as Watching).finecutSeen = seen
    const events = new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as PerformanceEventTiming[]) {
        const id = (entry as PerformanceEventTiming & { interactionId?: number }).interactionId ?? 0
        const before = seen.byInteraction.get(id) ?? 0
        if (id > 0) seen.byInteraction.set(id, Math.max(before, entry.duration))
      }
    })
    events.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
    const tasks = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.longest = Math.max(seen.longest, entry.duration)
    })
    tasks.observe({ type: 'longtask' })
  })
  await act()
  await page.waitForTimeout(500)
  const seen = await page.evaluate(() => {
    const { byInteraction, longest } = (window as Watching).finecutSeen ?? {
      byInteraction: new Map(),
      longest: 0,
    }
    return { told: [...byInteraction.values()] as number[], longest }
  })
  const short = Array.from({ length: Math.max(0, count - seen.told.length) }, () => 0)
  return { interactions: [...seen.told, ...short], longest: seen.longest }
}

/** Milliseconds from the key to the frame that shows the heading. */
async function next(page: Page, heading: string, press: () => Promise<unknown>): Promise<number> {
  // what it waits for stands on the page before the key is pressed
  const painted = await page.evaluateHandle((wanted) => {
    let pressed = 0
    addEventListener('keydown', (event) => (pressed = event.timeStamp), { once: true, capture: true })
    const shown = new Promise<number>((resolve) => {
      const look = () => {
        if (document.querySelector('h1')?.textContent !== wanted) return
        observer.disconnect()
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - pressed)))
      }
      const observer = new MutationObserver(look)
      observer.observe(document.body, { subtree: true, childList: true, characterData: true })
    })
    return { shown }
  }, heading)
  await press()
  return painted.evaluate(({ shown }) => shown)
}

/** Down to the end of the conversation and up again, a screen a frame. */
const scroll = (page: Page): Promise<void> =>
  page.locator('#conversation').evaluate(async (pane) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    const step = pane.clientHeight
    for (const by of [step, -step]) {
      for (let i = 0; i < 120; i++) {
        pane.scrollBy({ top: by })
        await frame()
      }
      pane.scrollTo({ top: by > 0 ? pane.scrollHeight : 0 })
      await frame()
      await frame()
    }
  })

export const watch = { during, next, scroll }
