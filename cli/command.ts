import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { takeLock } from '@/lib/db/lock'
import { sentence } from '@/lib/i18n/sentence'
import type { QueryError } from '@/lib/query/words'
import { AppError } from '@/lib/result/app-error'
import { readServerAddress } from '@/lib/studio/address'
import { blockingLines, blockingRules, stepsFor } from './broken-rules'
import type { Door } from './door'
import { locale, say } from './say'
import type { Verb, VerbAnswer } from './verb'
import { balanceVerb } from './verbs/balance'
import { bulkVerb } from './verbs/bulk'
import { checkVerb } from './verbs/check'
import { copyVerb } from './verbs/copy'
import { costVerb } from './verbs/cost'
import { coverageVerb } from './verbs/coverage'
import { dedupeVerb } from './verbs/dedupe'
import { exportVerb } from './verbs/export'
import { importVerb } from './verbs/import'
import { pairsVerb } from './verbs/pairs'
import { purgeVerb } from './verbs/purge'
import { queryVerb } from './verbs/query'
import { restoreVerb } from './verbs/restore'
import { shareVerb } from './verbs/share'
import { splitVerb } from './verbs/split'
import { statsVerb } from './verbs/stats'
import { backupVerb, datasetsVerb, demoVerb, userVerb } from './verbs/studio'
import { tagVerb } from './verbs/tag'
import { validateVerb } from './verbs/validate'
import { versionVerb } from './verbs/version'
import { weakspotVerb } from './verbs/weakspot'

const verbs: Record<string, Verb> = {
  import: importVerb,
  export: exportVerb,
  balance: balanceVerb,
  cost: costVerb,
  coverage: coverageVerb,
  stats: statsVerb,
  validate: validateVerb,
  query: queryVerb,
  tag: tagVerb,
  bulk: bulkVerb,
  check: checkVerb,
  pairs: pairsVerb,
  weakspot: weakspotVerb,
  dedupe: dedupeVerb,
  split: splitVerb,
  datasets: datasetsVerb,
  demo: demoVerb,
  backup: backupVerb,
  restore: restoreVerb,
  purge: purgeVerb,
  copy: copyVerb,
  share: shareVerb,
  version: versionVerb,
  user: userVerb,
}

class UsageError extends Error {}

const usageOf = (name: string, verb: Verb): string => {
  const options = Object.entries(verb.options).map(([option, { type, required }]) => {
    const text = type === 'boolean' ? `--${option}` : `--${option}=…`
    return required ? text : `[${text}]`
  })
  return ['finecut', name, ...verb.words, ...options, '[--json]'].join(' ')
}

function help(): string {
  const rows = Object.entries(verbs).map(
    ([name, verb]) => `  ${usageOf(name, verb)}\n      ${say(`verbs.${name}`)}`,
  )
  return `${say('usage')}\n\n${rows.join('\n')}`
}

const verbList = () => Object.keys(verbs).join(', ')

async function openDoor(): Promise<Door> {
  if (takeLock()) return (await import('./direct')).openDirect()
  const url = readServerAddress()
  if (!url) throw new AppError('unavailable', 'databaseLocked')
  return (await import('./http')).openHttp(url)
}

async function run(name: string, verb: Verb, args: string[]): Promise<VerbAnswer> {
  let parsed: { values: Record<string, string | boolean | undefined>; positionals: string[] }
  try {
    const options = Object.fromEntries(Object.entries(verb.options).map(([key, { type }]) => [key, { type }]))
    parsed = parseArgs({
      args,
      options: { ...options, json: { type: 'boolean' } },
      allowPositionals: true,
    }) as typeof parsed
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : ''}\n${usageOf(name, verb)}`)
  }
  const missing = Object.entries(verb.options).find(([key, spec]) => spec.required && !parsed.values[key])
  if (missing || parsed.positionals.length !== verb.words.length) {
    const option = missing?.[0]
    const why = option ? `${sentence(locale, 'errors.missingOption', { option })}\n` : ''
    throw new UsageError(why + usageOf(name, verb))
  }
  let door: Promise<Door> | undefined
  try {
    return await verb.run({
      options: parsed.values,
      words: parsed.positionals,
      folder: process.env.FINECUT_CWD ?? process.cwd(),
      door: () => {
        door ??= openDoor()
        return door
      },
    })
  } finally {
    await (await door?.catch(() => undefined))?.close()
  }
}

function print({ out }: Terminal, answer: VerbAnswer, json: boolean): void {
  if (!json) out(`${answer.lines.join('\n')}\n`)
  else if (answer.records) for (const record of answer.records) out(`${JSON.stringify(record)}\n`)
  else out(`${JSON.stringify(answer.data ?? {})}\n`)
}

/** What an option is, not what is stored, is at fault. */
const wrongCalls: ReadonlySet<string> = new Set([
  'missingOption',
  'notANumber',
  'unknownAct',
  'unknownChoice',
])

/** Where the answer goes, and what went wrong. */
export type Terminal = { out: (text: string) => void; error: (text: string) => void }

/** Runs one call of `finecut`; its exit code. */
export async function runCommand(args: string[], terminal: Terminal): Promise<number> {
  const [name = '', ...rest] = args
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined
  if (name === '--help' || name === 'help' || (verb && rest.includes('--help'))) {
    terminal.out(`${verb ? `${usageOf(name, verb)}\n${say(`verbs.${name}`)}` : help()}\n`)
    return 0
  }
  const json = rest.includes('--json')
  try {
    if (!verb) throw new UsageError(name ? say('noSuchVerb', { name, verbs: verbList() }) : help())
    const answer = await run(name, verb, rest)
    print(terminal, answer, json)
    return answer.failed ? 1 : 0
  } catch (error) {
    const usage = error instanceof UsageError || (error instanceof AppError && wrongCalls.has(error.reason))
    const described = describeError(error)
    const problems = error instanceof AppError ? blockingRules(error) : []
    const said = {
      ...described,
      ...(problems.length > 0 ? { problems, steps: stepsFor(problems) } : {}),
    }
    terminal.error(
      json
        ? `${JSON.stringify({ error: said })}\n`
        : `${[...blockingLines(problems), said.message].join('\n')}\n`,
    )
    return usage ? 2 : 1
  }
}

/** What is wrong with a query, and where it can be told what to write instead. */
function queryErrors({ reason, details }: AppError): string[] {
  const errors =
    reason === 'badQuery' ? (details as { errors?: QueryError[] } | undefined)?.errors : undefined
  return (errors ?? []).map(({ code, params }) => sentence(locale, `query.errors.${code}`, params))
}

function describeError(error: unknown): { code: string; reason: string; message: string } {
  if (error instanceof UsageError) return { code: 'invalid', reason: 'usage', message: error.message }
  if (error instanceof AppError) {
    const message = sentence(locale, `errors.${error.reason}`, error.params)
    return { code: error.code, reason: error.reason, message: [message, ...queryErrors(error)].join(' ') }
  }
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT' && 'path' in Object(error)) {
    const file = String((error as { path: unknown }).path)
    const reason = existsSync(dirname(file)) ? 'noSuchFile' : 'noSuchFolder'
    return { code: 'not_found', reason, message: sentence(locale, `errors.${reason}`, { file }) }
  }
  if (code === 'EISDIR')
    return { code: 'invalid', reason: 'isFolder', message: sentence(locale, 'errors.isFolder') }
  return {
    code: 'internal',
    reason: 'internal',
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
  }
}
