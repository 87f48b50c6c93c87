import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { figure } from '../lib/testing/figure'
import {
  actTogether,
  approveInPeace,
  type Client,
  type Edit,
  gatherClients,
  makePlace,
  offer,
  type Place,
  percentile,
  type Refusal,
  type Sent,
  send,
  wordOf,
  write,
} from './fixtures/crowd'
import { faultsOf, readHistory } from './fixtures/history'
import { connectionsOfOne, setUp } from './fixtures/load'
import { share } from './fixtures/share'
import { expect, type Studio, test } from './fixtures/studio'

async function gather(studio: Studio, people: number, examples: number) {
  const lead = await setUp(studio.url, studio.setupLink)
  const place = await makePlace(lead, examples)
  return { place, clients: await gatherClients(studio.url, lead, place.datasetId, people) }
}

const expectSound = async (studio: Studio, place: Place, sent: Sent[]) =>
  expect(faultsOf(sent, await readHistory(studio, place)).slice(0, 10)).toEqual([])

const saved = (sent: readonly Sent[]) => sent.filter(({ status }) => status === 200)
// in each `npm test` nothing is timed
const isLong = share(false, true)

const statuses = (sent: readonly Sent[]) => [...new Set(sent.map(({ status }) => status))].sort()
const detailsOf = ({ body }: Sent) => (body as Refusal).error.details

/** A save of one word in a message, with the operation id that the word tells of. */
function writeWord(client: Client, place: Place, example: number, seen: number, messageId: string, by = '') {
  const operationId = by + randomUUID()
  return send(client, place, example, seen, [write(messageId, wordOf(operationId))], operationId)
}

for (const engine of ['sqlite', 'postgresql'] as const)
  test.describe(engine, () => {
    const isSqlite = engine === 'sqlite'
    test.use({ engine, env: { FINECUT_CHECKS: 'on' } })
    // loads: only what hangs ends here
    test.beforeEach(() => test.setTimeout(share(900_000, 6 * 3_600_000)))

    const total = share(isSqlite ? 5_000 : 600, 100_000)
    test(`B8: ${total} saves of 50 people on 20 examples: each acknowledged one in one revision, no gap, no refused one seen`, async ({
      studio,
    }) => {
      const { place, clients } = await gather(studio, 50, 20)
      const started = performance.now()
      const sent = await actTogether(clients, place, total)
      const seconds = (performance.now() - started) / 1000
      // beside others an approval comes through only where nobody changed the example since its lead saw it
      sent.push(await approveInPeace(clients[0]!, place))
      const refused = sent.filter(({ status }) => status === 409)
      figure(
        'B8',
        `${engine}: 50 clients, 20 examples, ${sent.length} saves`,
        `${saved(sent).length} saved, ${refused.length} told of a conflict, ${Math.round(total / seconds)} a second`,
      )
      await expectSound(studio, place, sent)
      expect(statuses(sent)).toEqual([200, 409])
      // it means something only where everything came through, and some of it met
      for (const type of ['edit-text', 'set-weight', 'add-tag', 'set-status'])
        expect(sent.filter((s) => s.made && s.edits[0]!.type === type).length, type).toBeGreaterThan(0)
      expect(refused.length).toBeGreaterThan(0)
    })

    type Both = [edit: Sent, approval: Sent]
    type Act = () => Promise<Sent>
    const atOnce = async (editFirst: boolean, change: Act, decide: Act): Promise<Both> => {
      if (editFirst) return Promise.all([change(), decide()])
      const [approval, edit] = await Promise.all([decide(), change()])
      return [edit, approval]
    }
    const inTurn = async (editFirst: boolean, change: Act, decide: Act): Promise<Both> => {
      if (editFirst) return [await change(), await decide()]
      const approval = await decide()
      return [await change(), approval]
    }

    const approve: Edit = { type: 'set-status', from: 'draft', to: 'approved' }

    test('B11: an approval beside an edit is of what its lead saw, whichever comes first', async ({
      studio,
    }) => {
      const { place, clients } = await gather(studio, 6, share(40, 500))
      const [lead, ...others] = clients
      const sent: Sent[] = []
      const firsts = { approval: 0, edit: 0 }
      for (const [i, example] of place.examples.entries()) {
        const other = others[i % 5]!
        const change = () =>
          i % 4 < 2
            ? writeWord(other, place, example, 1, 'm2')
            : send(other, place, example, 1, [{ type: 'set-weight', messageId: 'm2', from: null, to: 0 }])
        const decide = () => send(lead!, place, example, 1, [approve])
        // sent within the same moment, each of them first half of the time; of the first two none is left to chance
        const [edit, approval] =
          i < 2 ? await inTurn(i === 0, change, decide) : await atOnce(i % 2 === 1, change, decide)
        expect(edit.status).toBe(200)
        const [stored] = await readHistory(studio, { ...place, examples: [example] })
        if (approval.status === 200) {
          firsts.approval++
          expect([approval.made, edit.made]).toEqual([2, 3])
          // nobody has approved what stands there now
          expect(stored!.status).toBe('in_review')
        } else {
          firsts.edit++
          expect(approval.status).toBe(409)
          expect(detailsOf(approval).collisions).toEqual(['approval'])
          expect(detailsOf(approval).theirs.revision).toBe(2)
          expect(stored!.status).toBe('draft')
        }
        sent.push(edit, approval)
      }
      await expectSound(studio, place, sent)
      expect(firsts.approval).toBeGreaterThan(0)
      expect(firsts.edit).toBeGreaterThan(0)
      figure(
        'B11',
        `${engine}: ${place.examples.length} approvals, each beside an edit`,
        `${firsts.approval} came first, ${firsts.edit} were refused`,
      )
    })

    // in each `npm test` one journey of saves and one of approvals run on PostgreSQL too
    if (!isSqlite && !isLong) return

    test('B9: different messages and tags of one example never meet; the same message is asked about, with base, theirs and mine', async ({
      studio,
    }) => {
      const { place, clients } = await gather(studio, 15, share(10, 200))
      const sent: Sent[] = []
      for (const example of place.examples) {
        const apart = await Promise.all(
          clients.map((client, i) =>
            i < 10
              ? writeWord(client, place, example, 1, `m${i + 1}`)
              : send(client, place, example, 1, [
                  { type: 'add-tag', tagId: place.tags[i - 10], messageId: null },
                ]),
          ),
        )
        expect(statuses(apart)).toEqual([200])
        expect(apart.map(({ made }) => made).sort((a, b) => a! - b!)).toEqual(clients.map((_, i) => i + 2))
        const together = await Promise.all(
          clients.map((client) => writeWord(client, place, example, 16, 'm3')),
        )
        const [first, ...more] = saved(together)
        expect(more).toEqual([])
        const word = wordOf(first!.operationId)
        for (const refused of together.filter((s) => s !== first)) {
          expect(refused.status).toBe(409)
          const { base, theirs, collisions } = detailsOf(refused)
          expect(collisions).toEqual(['text'])
          expect(theirs.text).toContain(word)
          expect(theirs.revision).toBe(17)
          // what stood there when both looked: all that was written apart, nothing of this
          expect(base.text).not.toContain(word)
          for (const { operationId } of apart.slice(0, 10)) expect(base.text).toContain(wordOf(operationId))
          // mine is what the sender has; on sight of theirs it goes through
        }
        const again = await writeWord(clients[0]!, place, example, 17, 'm3')
        expect(again.made).toBe(18)
        sent.push(...apart, ...together, again)
      }
      await expectSound(studio, place, sent)
      figure(
        'B9',
        `${engine}: 15 people at once on each of ${place.examples.length} examples`,
        '0 lost, 0 needless conflicts',
      )
    })

    test('B12: a save sent one to five times, at once and later, has one effect and one answer', async ({
      studio,
    }) => {
      const { place, clients } = await gather(studio, 5, share(15, 400))
      const kinds: Edit[] = [
        { type: 'add-tag', tagId: place.tags[0], messageId: 'm5' },
        { type: 'set-weight', messageId: 'm6', from: null, to: 0 },
      ]
      const sent: Sent[] = []
      for (const [i, example] of place.examples.entries()) {
        const operationId = randomUUID()
        const edits = [i % 3 < 2 ? kinds[i % 3]! : write('m5', wordOf(operationId))]
        const sendIt = () => send(clients[i % 5]!, place, example, 1, edits, operationId)
        const answers = await Promise.all(Array.from({ length: 1 + (i % 5) }, sendIt))
        // others go on meanwhile, and the answer stays the first
        sent.push(await writeWord(clients[(i + 1) % 5]!, place, example, 2, 'm1'))
        answers.push(await sendIt())
        expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1)
        expect(answers[0]).toMatchObject({ status: 200, made: 2 })
        sent.push(...answers)
      }
      await expectSound(studio, place, sent)
      figure(
        'B12',
        `${engine}: ${place.examples.length} saves, each 2 to 6 times`,
        'one effect and one answer each',
      )
    })

    const seconds = share(30, 300)
    test(`B10: 50 reviewers save once a second for ${seconds} s; of 500 a second the rest is told to come again`, async ({
      studio,
    }) => {
      const { place, clients } = await gather(studio, 50, 50)
      const seen = clients.map(() => 1)
      const sent = await test.step('once a second', async () => {
        const answers: Sent[] = []
        const start = performance.now()
        await Promise.all(
          clients.map(async (client, i) => {
            for (let n = 0; n < seconds; n++) {
              const due = start + (n + i / 50) * 1000
              await wait(Math.max(0, due - performance.now()))
              const save = () => writeWord(client, place, place.examples[i]!, seen[i]!, 'm1')
              let answer = await save()
              // a slow machine may tell somebody to come again, as the browser's outbox does
              for (; answer.status === 503; answer = await save()) {
                answers.push(answer)
                await wait(answer.retryAfter * 1000)
              }
              seen[i] = answer.made ?? seen[i]!
              // whoever waits for the answer before waits for this one too
              answers.push({ ...answer, ms: performance.now() - due })
            }
          }),
        )
        return answers
      })
      expect(saved(sent)).toHaveLength(50 * seconds)
      const ms = sent.map((s) => s.ms)
      const [p50, p99] = [percentile(ms, 0.5), percentile(ms, 0.99)]
      figure(
        'B10',
        `${engine}: 50 reviewers, a save a second each, ${seconds} s`,
        `${saved(sent).length} saved, 0 lost, ${sent.length - saved(sent).length} told to come again; p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`,
      )

      const { flood, recovery } = await test.step('500 a second', async () => {
        // each browser's own words, one on the other as it types them
        const open = await offer(clients, 500, share(5, 30), (client, i) =>
          writeWord(client, place, place.examples[i]!, seen[i]!, 'm1', `browser${i}_`),
        )
        const ended = performance.now()
        const probes: Sent[] = []
        const isBack = ({ status, ms }: Sent) => status === 200 && (ms < 300 || !isLong)
        do {
          await wait(100)
          probes.push(await writeWord(clients[0]!, place, place.examples[0]!, seen[0]!, 'm2', 'probe_'))
        } while (!isBack(probes.at(-1)!))
        const recovery = performance.now() - ended
        return { recovery, flood: [...(await Promise.all(open)), ...probes] }
      })
      const isRefused = ({ status }: Sent) => status !== 200
      const refused = flood.filter(isRefused)
      figure(
        'B10',
        `${engine}: the same 50 offer 500 saves a second, at most ${connectionsOfOne} of each under way`,
        `${saved(flood).length} saved, ${refused.length} told to come again, 0 lost; a save takes under 300 ms again after ${(recovery / 1000).toFixed(1)} s`,
      )
      for (const { status, retryAfter } of [...sent, ...flood].filter(isRefused)) {
        expect([429, 503]).toContain(status)
        expect(retryAfter).toBeGreaterThan(0)
      }
      await expectSound(studio, place, [...sent, ...flood])
      if (!isLong) return
      expect(statuses(sent)).toEqual([200])
      expect(p99).toBeLessThanOrEqual(300)
      expect(recovery).toBeLessThanOrEqual(10_000)
    })
  })
