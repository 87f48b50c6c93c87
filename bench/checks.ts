import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { allChecks } from '@/lib/checks/all'
import { casesOf, type Half } from './check-cases'
import { bars, measure, shareOf } from './check-figures'
import { measureReal, realDataIsThere } from './check-real'

// `npm run bench:checks [ID …] [-- --tune] [-- --misses]`: with ids it only prints; `--tune` leaves the other half alone,
// `--misses` names what is wrong in the half to tune on.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { misses: { type: 'boolean', default: false }, tune: { type: 'boolean', default: false } },
})
const halves: Half[] = values.tune ? ['tune'] : ['tune', 'held out']
const checks = allChecks.filter(({ id }) => positionals.length === 0 || positionals.includes(id))

const file = 'docs/checks.md'
const rows: string[] = []
const real: string[] = []
const figure = (some: number, all: number) => {
  const part = shareOf(some, all)
  return part
    ? `${part.share.toFixed(2)} (${part.from.toFixed(2)}–${part.to.toFixed(2)}, ${some} of ${all})`
    : '–'
}

for (const check of checks) {
  const bar = bars[check.id]
  if (!bar) continue
  const cases = casesOf(check.id)
  const tongues = { English: 'en', Korean: 'ko' } as const
  const parts = new Set([null, ...Object.keys(tongues), ...cases.map(({ about }) => about)])
  const isOf = ({ about, lang }: (typeof cases)[number], part: string) =>
    part in tongues ? lang === tongues[part as keyof typeof tongues] : about === part
  for (const part of parts)
    for (const half of halves) {
      const measured = measure(
        check,
        cases.filter((one) => one.half === half && (part === null || isOf(one, part))),
      )
      const name = part === null ? `\`${check.id}\`` : `– ${part}`
      rows.push(
        `| ${name} | ${half} | ${measured.cases} | ${figure(measured.right, measured.found)} | ${figure(measured.met, measured.expected)} | ${bar.precision} / ${bar.recall} |`,
      )
      // the other half is measured and never looked at
      if (values.misses && half === 'tune' && part === null)
        for (const miss of measured.misses) console.log(JSON.stringify(miss))
    }
  const tally = realDataIsThere && !values.tune ? await measureReal(check) : null
  if (tally)
    real.push(
      `| \`${check.id}\` | ${figure(tally.seen, tally.faults)} | ${figure(tally.flagged, tally.clean)} |`,
    )
}

const table = [
  '| check | half | cases | precision | recall | bar |',
  '| --- | --- | --- | --- | --- | --- |',
  ...rows,
]
const realTable = realDataIsThere
  ? ['| check | faults seen | clean places flagged |', '| --- | --- | --- |', ...real]
  : ['real files: not run']
console.log([...table, '', ...realTable].join('\n'))

if (positionals.length === 0 && !values.tune) {
  const page = `# How well the checks see

Written by \`npm run bench:checks\` on ${new Date().toISOString().slice(0, 10)}. What each check is for: \`lib/checks/checks/\`, one file each.

## Labelled cases

\`bench/cases/\` holds a file for each check, one case a line, English and Korean, faulty and clean. Cases are written down
before their rule is tuned. The SHA-256 of a case (its JSON with keys in order, without what is expected of it) tells its
half: an even first byte is the half to tune on, the other half is measured and never looked at while tuning.

- A **hit** is a finding in the expected message whose span overlaps the expected words (a finding or an expectation
  without a span stands for the message as a whole), and of the expected code where the case names one.
- **Precision** is the share of findings that are hits, **recall** the share of expectations that are hit; in brackets the
  95 % interval by Wilson and the counts. Findings milder than their check are information and count for neither.
- Of cases with several examples the first is judged and the others are what it is held against.
- \`structure\` shows what the validator says; its bar is the validator's own suite.

The cases were written by those who wrote the rules, one hand for each check and often within the same hour, and the totals
of the other half were seen more than once while rules were mended. So that half is not the work of a stranger: the figures
say how well a rule does what it was meant to do, not how it does on data of yours, and not how often a fault occurs there.

The rows below a check are of those of its cases that were written later for one part of its rule, before that part was
written or mended. The ones in other words tell how far a rule carried on wording that nobody had thought of, when they were
first measured: of the half to tune on \`weights\` saw 0 of 12, \`vague\` 0 of 9, \`capability-claim\` 3 of 7,
\`edge-case\` 0 of 10 injections, and \`language-style\` 1 of 9 placeholders. Of those of a second round (“still other words”,
“later”) \`capability-claim\` saw 1 of 15, \`ungrounded\` 4 of 14, \`contradiction\` 1 of 6 and \`language-style\` 7 of 7, before their rules
were mended by what sentences have in common. Those “in use” were written after reading what was found in whole files, most of them what had
been found wrongly: 14 of 23 findings in the half to tune on were wrong then. Expect words that these lists do not have.

${table.join('\n')}

## Real files

Places in public files, kept in \`bench/cases/real/\` as file, record, message, span, hash and label, without their text, and measured
where \`FINECUT_REAL_DATA\` names the folder that holds them.
The rules were mended after their findings in these files had been read, and places were picked by reading and searching:
these are figures of a set to tune on, and no share of the files.

${realTable.join('\n')}
`
  writeFileSync(file, page)
  const biome = 'node_modules/@biomejs/biome/bin/biome'
  execFileSync(process.execPath, [biome, 'format', '--write', file], { stdio: 'ignore' })
}
