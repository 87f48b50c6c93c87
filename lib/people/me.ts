import type { Me } from './schema'

type StoredPerson = {
  id: string
  name: string
  email: string
  studioRole?: string | null
  locale?: string | null
  theme?: string | null
  shortcutsOff?: boolean | null
}

/** A stored person as they see themselves. */
export function meOf(person: StoredPerson): Me {
  const { id, name, email, theme } = person
  return {
    id,
    name,
    email,
    studioRole: person.studioRole === 'owner' ? 'owner' : 'member',
    locale: person.locale === 'ko' ? 'ko' : 'en',
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    shortcutsOff: person.shortcutsOff ?? false,
  }
}
