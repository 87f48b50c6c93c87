import { resolve } from 'node:path'
import { AppError } from '@/lib/result/app-error'
import type { Door } from '../door'
import { say } from '../say'
import type { Verb } from '../verb'

export const datasetsVerb: Verb = {
  words: [],
  options: {},
  run: async ({ door }) => {
    const all = await (await door()).listDatasets()
    const records = all.map(({ id, name, state, examples, byStatus }) => ({
      id,
      name,
      state,
      examples,
      byStatus,
    }))
    return { records, lines: records.map((d) => `${d.id}  ${d.name}  ${d.examples}  ${d.state}`) }
  },
}

export const demoVerb: Verb = {
  words: [],
  options: {},
  run: async ({ door }) => {
    const data = await (await door()).createDemo()
    return { data, lines: [say('demo', { id: data.datasetId })] }
  },
}

export const backupVerb: Verb = {
  words: ['FILE'],
  options: {},
  run: async ({ words, folder, door }) => {
    const file = resolve(folder, words[0]!)
    await (await door()).backUp(file)
    return { data: { file }, lines: [say('backedUp', { file })] }
  },
}

export const userVerb: Verb = {
  words: ['add|disable|enable|reset-link', 'EMAIL'],
  options: { role: { type: 'string' } },
  run: async ({ words, options, door: open }) => {
    const [act, email = ''] = words
    const door = await open()
    if (act === 'add') {
      const role = options.role ?? 'member'
      if (role !== 'owner' && role !== 'member')
        throw new AppError('invalid', 'unknownChoice', {
          params: { option: 'role', choices: 'owner, member' },
        })
      const { url, expiresAt } = await door.addPerson(email, role)
      return { data: { email, url, expiresAt }, lines: [say('invited', { email, expiresAt }), url] }
    }
    const id = await findPerson(door, email)
    if (act === 'disable' || act === 'enable') {
      await door.setPersonDisabled(id, act === 'disable')
      return { data: { email, disabled: act === 'disable' }, lines: [say(`${act}d`, { email })] }
    }
    if (act === 'reset-link') {
      const { url, expiresAt } = await door.resetLink(id)
      return { data: { email, url, expiresAt }, lines: [say('resetLink', { email, expiresAt }), url] }
    }
    throw new AppError('invalid', 'unknownChoice', {
      params: { option: 'user', choices: 'add, disable, enable, reset-link' },
    })
  },
}

async function findPerson(door: Door, email: string): Promise<string> {
  const found = (await door.listPeople()).find((p) => p.email === email.trim().toLowerCase())
  if (!found) throw new AppError('not_found', 'noSuchPerson', { params: { email } })
  return found.id
}
