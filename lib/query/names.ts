import { foldText } from './pairs'
import { parseQuery } from './parse'
import type { Parsed, Query, QueryError, Span } from './words'

/** What a dataset's queries can name. Tags and groups: those not deleted. People: whoever saved something. */
export type Names = {
  tags: readonly { id: string; name: string; groupId: string }[]
  groups: readonly { id: string; name: string; kind: 'exclusive' | 'open' }[]
  people: readonly { id: string; name: string; email: string | null }[]
  /** Every problem code there is; null accepts any. */
  problems: readonly string[] | null
}

const fold = (name: string) => foldText(name.trim())
const groupNameOf = (names: Names, groupId: string) =>
  names.groups.find(({ id }) => id === groupId)?.name ?? ''

/** Tags called so, or `group/name`, in any case; several when groups share a name. */
export function findTagIds(names: Names, name: string): string[] {
  const wanted = fold(name)
  return names.tags
    .filter(
      (tag) => fold(tag.name) === wanted || fold(`${groupNameOf(names, tag.groupId)}/${tag.name}`) === wanted,
    )
    .map(({ id }) => id)
}

/** The tags of the groups called so; null when there is no such group. */
export function findTagIdsOfGroup(names: Names, name: string): string[] | null {
  const groups = names.groups.filter((group) => fold(group.name) === fold(name)).map(({ id }) => id)
  if (groups.length === 0) return null
  return names.tags.filter(({ groupId }) => groups.includes(groupId)).map(({ id }) => id)
}

/** People of that name or e-mail. */
export function findPersonIds(names: Names, name: string): string[] {
  const wanted = fold(name)
  return names.people
    .filter((person) => fold(person.name) === wanted || fold(person.email ?? '') === wanted)
    .map(({ id }) => id)
}

/** How a query should name this tag: by its name where only one tag has it, else as `group/name`. */
export function tagNameInQuery(names: Names, tagId: string): string | null {
  const tag = names.tags.find(({ id }) => id === tagId)
  if (!tag) return null
  return findTagIds(names, tag.name).length === 1
    ? tag.name
    : `${groupNameOf(names, tag.groupId)}/${tag.name}`
}

/** An error for each name that means nothing in this dataset. */
export function findUnknownNames(query: Query, spans: Span[][], names: Names): QueryError[] {
  const errors: QueryError[] = []
  query.forEach((term, t) => {
    const check = (code: QueryError['code'], isKnown: (name: string) => boolean) => {
      term.values.forEach((value, v) => {
        if (typeof value !== 'object' || !('name' in value) || value.name === undefined) return
        const span = spans[t]?.[v] ?? { start: 0, end: 0 }
        if (!isKnown(value.name)) errors.push({ code, ...span, params: { key: term.key, value: value.name } })
      })
    }
    if (term.key === 'tag' || term.key === 'counted')
      check('unknownTag', (name) => findTagIds(names, name).length > 0)
    if (term.key === 'untagged' || term.key === 'uncounted')
      check('unknownGroup', (name) => findTagIdsOfGroup(names, name) !== null)
    if (term.key === 'author') check('unknownPerson', (name) => findPersonIds(names, name).length > 0)
    if (term.key === 'problem') check('unknownProblem', (name) => names.problems?.includes(name) ?? true)
  })
  return errors
}

/** Reads a query and checks its names against the dataset. */
export function readQuery(text: string, names: Names): Parsed {
  const parsed = parseQuery(text)
  if (!parsed.ok) return parsed
  const errors = findUnknownNames(parsed.query, parsed.spans, names)
  return errors.length > 0 ? { ok: false, errors } : parsed
}
