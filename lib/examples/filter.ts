import 'server-only'
import { problemCodes } from '@/lib/conversations/problems/codes'
import type { Tx } from '@/lib/db/client'
import type { Run } from '@/lib/query/matches'
import { type Names, readQuery } from '@/lib/query/names'
import { parseQuery } from '@/lib/query/parse'
import { countSearchDue } from '@/lib/query/search-due'
import { compileWhere, type Where } from '@/lib/query/where'
import type { Query } from '@/lib/query/words'
import { AppError } from '@/lib/result/app-error'
import { tagGroupsOf } from '@/lib/tags/read'

/** `searchDue`: of how many examples a search has to look at the text, since their search rows are still to be made. */
export type Filter = { query: Query; where: Where; run: Run; searchDue: number }

const keysOfTags: ReadonlySet<string> = new Set(['tag', 'counted', 'untagged', 'uncounted'])

/** What a query over this dataset can name, so far as it does: tags and groups, whoever saved something, problem codes. */
async function listNames(tx: Tx, datasetId: string, query: Query): Promise<Names> {
  const [groups, people] = await Promise.all([
    query.some(({ key }) => keysOfTags.has(key)) ? tagGroupsOf(tx, datasetId) : [],
    query.some(({ key }) => key === 'author')
      ? tx.user.findMany({
          where: { OR: [{ memberships: { some: { datasetId } } }, { studioRole: 'owner' }] },
          select: { id: true, name: true, email: true },
        })
      : [],
  ])
  return {
    groups: groups.map(({ id, name, kind }) => ({ id, name, kind })),
    tags: groups.flatMap((g) => g.tags.map(({ id, name }) => ({ id, name, groupId: g.id }))),
    people,
    problems: Object.keys(problemCodes),
  }
}

/**
 * A query in words, ready to run, with the terms of `beside` as well. For queries and commands that have authorised.
 * @throws AppError `invalid` `badQuery` with the errors and their places as details.
 */
export async function readFilter(
  tx: Tx,
  actorId: string,
  datasetId: string,
  q: string,
  beside: Query = [],
): Promise<Filter> {
  const worded = parseQuery(q)
  const names = await listNames(tx, datasetId, worded.ok ? [...worded.query, ...beside] : [])
  const parsed = readQuery(q, names)
  if (!parsed.ok) throw new AppError('invalid', 'badQuery', { details: { errors: parsed.errors } })
  const run: Run = (text, params) => tx.$queryRawUnsafe(text, ...params)
  const query = [...parsed.query, ...beside]
  const searchDue = await countSearchDue(run, datasetId, query)
  const context = { datasetId, now: new Date(), actorId, names, isSearchDue: searchDue > 0 }
  return { query, where: compileWhere(query, context), run, searchDue }
}
