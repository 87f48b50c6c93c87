import { ownValue } from '../json'
import { settingsOf } from '../kind'
import { type Conversation, isJsonObject, isPreference, type Json } from '../schema'
import { visibleText } from '../visible-text'
import type { Report } from './codes'

/** The definitions in `tools` and its older twin `functions`; gives the names that calls may use. */
export function checkTools(conversation: Conversation, report: Report): Set<string> {
  const names = new Set<string>()
  const settings = settingsOf(conversation)
  const keys = conversation[isPreference] ? (['tools'] as const) : (['tools', 'functions'] as const)
  for (const key of keys) {
    const list = ownValue(settings, key)
    if (list === undefined) continue
    if (!Array.isArray(list) || (key === 'functions' && (list.length === 0 || list.length > 128))) {
      report('tools-type', null, { key })
      continue
    }
    list.forEach((entry, at) => {
      const name = nameOf(key === 'tools' ? wrapped(entry) : entry)
      if (name === null) report('tool-shape', null, { key, tool: at + 1 })
      else {
        names.add(name)
        if (!/^[A-Za-z0-9_-]{1,64}$/.test(name))
          report('tool-name', null, { key, name: visibleText(name, 60) })
      }
    })
  }
  return names
}

function wrapped(entry: Json): Json {
  if (!isJsonObject(entry) || ownValue(entry, 'type') !== 'function') return null
  return ownValue(entry, 'function') ?? null
}

/** The name of a definition, null where its shape is wrong. */
function nameOf(definition: Json): string | null {
  if (!isJsonObject(definition)) return null
  const name = ownValue(definition, 'name')
  const description = ownValue(definition, 'description')
  const parameters = ownValue(definition, 'parameters')
  if (typeof name !== 'string') return null
  if (description !== undefined && typeof description !== 'string') return null
  return parameters === undefined || isJsonObject(parameters) ? name : null
}
