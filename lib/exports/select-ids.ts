import type { Kind } from '@/lib/conversations/schema'
import { joinSql, raw, sql } from '@/lib/db/dialect'
import { countMatches, eachMatch, type Run } from '@/lib/query/matches'
import { type Names, readQuery } from '@/lib/query/names'
import { countSearchDue } from '@/lib/query/search-due'
import { compileWhere } from '@/lib/query/where'
import type { Term } from '@/lib/query/words'
import { AppError } from '@/lib/result/app-error'
import type { NamedGroup, Reader } from './reader'
import type { Recipe } from './schema'
import { formatOf } from './words'

const idsAtOnce = 500

export type Asked = {
  datasetId: string
  actorId: string
  recipe: Recipe
  /** Whether files are made of it: what would be a remark in a check stops them. */
  goesOut?: boolean
  /** Whether only who goes out is asked, and no rule of files. */
  plansOnly?: boolean
  /** Whether a version is made of it: who is in it depends on no format. */
  freezes?: boolean
}

const statusTerms: Record<Recipe['status'], Term> = {
  approved: { key: 'status', negated: false, values: ['approved'] },
  all: { key: 'status', negated: true, values: ['excluded'] },
}

/**
 * Ids of the examples that a recipe asks for, by number, in batches.
 * @throws AppError `invalid` `badQuery`, details `{ errors }`
 */
export async function* selectIds(
  reader: Reader,
  asked: Asked,
  groups: NamedGroup[],
): AsyncGenerator<number[]> {
  if (reader.frozen) {
    const { ids } = reader.frozen
    for (let at = 0; at < ids.length; at += idsAtOnce) yield ids.slice(at, at + idsAtOnce)
    return
  }
  const { run, query, where } = await compile(reader, asked, groups, formatOf(asked.recipe.format).kind)
  yield* eachMatch(run, query, where, idsAtOnce)
}

/** How many more a recipe would find, were they of the kind that its format holds. */
export async function countOtherKind(reader: Reader, asked: Asked, groups: NamedGroup[]): Promise<number> {
  if (reader.frozen) return 0
  const other = formatOf(asked.recipe.format).kind === 'chat' ? 'preference' : 'chat'
  const { run, query, where } = await compile(reader, asked, groups, other)
  return countMatches(run, query, where, Number.MAX_SAFE_INTEGER)
}

async function compile(
  reader: Reader,
  { datasetId, actorId, recipe }: Asked,
  groups: NamedGroup[],
  kind: Kind,
) {
  const names: Names = {
    groups,
    tags: groups.flatMap((group) => group.tags.map((tag) => ({ ...tag, groupId: group.id }))),
    people: recipe.q?.includes('author') ? await readAuthors(reader, datasetId) : [],
    problems: null,
  }
  const parsed = readQuery(recipe.q ?? '', names)
  if (!parsed.ok) throw new AppError('invalid', 'badQuery', { details: { errors: parsed.errors } })
  const ofKind: Term = { key: 'kind', negated: false, values: [kind] }
  const query = [...parsed.query, statusTerms[recipe.status], ofKind]
  const run: Run = async (text, params) => {
    await reader.pause()
    return reader.read({ sql: text, params })
  }
  const isSearchDue = (await countSearchDue(run, datasetId, query)) > 0
  const where = compileWhere(query, { datasetId, actorId, now: new Date(), names, isSearchDue })
  // a query may ask for the trash; what is there never leaves
  const kept = { ...where, ...joinSql([where, raw('e."trashedAt" IS NULL')], ' AND ') }
  return { run, query, where: kept }
}

const readAuthors = (reader: Reader, datasetId: string): Promise<Names['people'][number][]> =>
  reader.read(
    sql`SELECT u."id", u."name", u."email" FROM "User" u
      WHERE EXISTS (SELECT 1 FROM "Example" e WHERE e."datasetId" = ${datasetId} AND e."authorId" = u."id")`,
  )

/** The group whose tags are the strata, by id or by name. @throws AppError `invalid` `noSuchTagGroup` */
export function findStrataGroup(groups: NamedGroup[], stratify: string | null): NamedGroup | null {
  if (stratify === null) return null
  const wanted = stratify.trim().toLowerCase()
  const found =
    groups.find(({ id }) => id === stratify) ?? groups.find(({ name }) => name.toLowerCase() === wanted)
  if (!found) throw new AppError('invalid', 'noSuchTagGroup', { params: { group: stratify } })
  return found
}
