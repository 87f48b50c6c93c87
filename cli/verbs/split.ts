import { AppError } from '@/lib/result/app-error'
import { splitTwoSettings } from '@/lib/splits/schema'
import { findDataset } from '../find'
import { refuseWithout } from '../read-recipe'
import { say } from '../say'
import type { Verb, VerbCall } from '../verb'

export const splitVerb: Verb = {
  words: [],
  options: {
    dataset: { type: 'string', required: true },
    adopt: { type: 'string' },
    train: { type: 'string' },
    validation: { type: 'string' },
    stratify: { type: 'string' },
    seed: { type: 'string' },
    threshold: { type: 'string' },
    anew: { type: 'boolean' },
  },
  run: async ({ options, door: open }) => {
    if (options.adopt !== undefined && options.adopt !== 'split/2') throw unknownChoice('adopt', 'split/2')
    const { dataset: _, adopt: __, ...settled } = splitVerb.options
    if (!options.adopt) refuseWithout(options, Object.keys(settled), 'adopt split/2')
    const door = await open()
    const dataset = await findDataset(door, String(options.dataset))
    const lines: string[] = []
    if (options.adopt) {
      const { settings: now, counts: before } = await door.getSplitReport(dataset.id)
      const settings = settingsFrom(options, now)
      const run = await door.compare(dataset.id, settings.threshold)
      if (run.state !== 'done') throw new AppError('conflict', run.message ?? run.state)
      const adopted = await door.adoptSplit(dataset.id, { settings, anew: options.anew === true })
      if (adopted.state !== 'done') throw new AppError('conflict', adopted.message ?? adopted.state)
      lines.push(say('splitAdopted', { placed: adopted.placed }))
      const kept = before.train + before.validation + before.test - adopted.placed
      if (kept > 0 && !options.anew) lines.push(say('splitKept', { count: kept }))
    }
    const { rule, counts, strata, held, pinnedCount, closest, compared, settings } =
      await door.getSplitReport(dataset.id)
    const ruleWord = rule === null ? 'none' : rule.rule === 'split/2' ? 'two' : 'one'
    return {
      data: {
        dataset: dataset.name,
        rule,
        settings,
        counts,
        strata,
        held,
        pinned: pinnedCount,
        closest,
        compared,
      },
      lines: [
        ...lines,
        say('splitCounts', { dataset: dataset.name, ...counts, rule: ruleWord }),
        ...held.map(({ number, links }) =>
          say('splitHeld', { number, links: links.map((link) => `#${link.number} ${link.side}`).join(', ') }),
        ),
        ...closest.map((pair) => say('splitClosest', { ...pair, alike: pair.alike.toFixed(3) })),
      ],
    }
  },
}

/** The settings that options name, the others as they are. @throws AppError `invalid`, naming the option */
function settingsFrom(
  options: VerbCall['options'],
  now: { trainShare: number; validationShare: number; seed: number; groupIds: string[]; threshold: number },
) {
  const number = (name: string, otherwise: number) => {
    const value = options[name]
    return typeof value === 'string' ? Number(value) : otherwise
  }
  const parsed = splitTwoSettings.safeParse({
    trainShare: number('train', now.trainShare),
    validationShare: number('validation', now.validationShare),
    seed: number('seed', now.seed),
    threshold: number('threshold', now.threshold),
    groupIds:
      typeof options.stratify === 'string'
        ? options.stratify
            .split(',')
            .map((name) => name.trim())
            .filter(Boolean)
        : now.groupIds,
  })
  if (parsed.success) return parsed.data
  const field = String(parsed.error.issues[0]?.path[0])
  const [option, choices] = choicesOf[field] ?? ['train', '0 … 1']
  throw unknownChoice(option, choices)
}

const choicesOf: Record<string, [string, string]> = {
  trainShare: ['train', '0 … 1'],
  validationShare: ['validation', '0 … 1 - train'],
  seed: ['seed', '0, 1, 2 …'],
  threshold: ['threshold', '0.5 … 1'],
  groupIds: ['stratify', 'GROUP,GROUP'],
}

const unknownChoice = (option: string, choices: string) =>
  new AppError('invalid', 'unknownChoice', { params: { option, choices } })
