/**
 * Pages of a dataset, in the order of the header: what examples are made of, what they lack, what leaves. `path` follows
 * `/datasets/<id>`; `aside` are those that few need often, behind one word where there is no room.
 */
export const sections = [
  { id: 'examples', path: '', aside: false },
  { id: 'tags', path: '/tags', aside: false },
  { id: 'balance', path: '/balance', aside: false },
  { id: 'findings', path: '/findings', aside: false },
  { id: 'coverage', path: '/coverage', aside: false },
  { id: 'duplicates', path: '/duplicates', aside: false },
  { id: 'split', path: '/split', aside: false },
  { id: 'imports', path: '/imports', aside: false },
  { id: 'exports', path: '/exports', aside: false },
  { id: 'weak-spots', path: '/weak-spots', aside: true },
  { id: 'guidelines', path: '/guidelines', aside: true },
  { id: 'members', path: '/members', aside: true },
  { id: 'settings', path: '/settings', aside: true },
] as const
export type SectionId = (typeof sections)[number]['id']

/** Which of them an address belongs to. */
export function sectionOf(pathname: string): SectionId {
  const rest = pathname.replace(/^\/datasets\/[^/]+/, '')
  return (
    sections.find(({ path }) => path !== '' && (rest === path || rest.startsWith(`${path}/`)))?.id ??
    'examples'
  )
}
