/** Pages of a dataset, in the order of the header; `path` follows `/datasets/<id>`. */
export const sections = [
  { id: 'examples', path: '' },
  { id: 'tags', path: '/tags' },
  { id: 'balance', path: '/balance' },
  { id: 'duplicates', path: '/duplicates' },
  { id: 'guidelines', path: '/guidelines' },
  { id: 'split', path: '/split' },
  { id: 'imports', path: '/imports' },
  { id: 'exports', path: '/exports' },
  { id: 'members', path: '/members' },
  { id: 'settings', path: '/settings' },
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
