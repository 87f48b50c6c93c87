import type { CheckId } from '@/lib/checks/words'
import type { Role } from '@/lib/conversations/schema'
import { roles } from '@/lib/conversations/words'
import type { Status } from '@/lib/examples/schema'
import type { BulkAction, systemPlaces, WeightRule } from './schema'

export const bulkKinds = [
  'tag',
  'untag',
  'weights',
  'system',
  'replace',
  'status',
  'trash',
  'restore',
  'fix',
] as const
export type BulkKind = (typeof bulkKinds)[number]

/** An action while a person fills it in. */
export type BulkDraft = {
  kind: BulkKind
  tagId: string
  rule: WeightRule
  where: (typeof systemPlaces)[number]
  text: string
  to: Status
  reason: string
  find: string
  with: string
  pattern: boolean
  matchCase: boolean
  wholeWord: boolean
  roles: Role[]
  toolArguments: boolean
  check: CheckId
}

export const emptyDraft = (kind: BulkKind): BulkDraft => ({
  kind,
  tagId: '',
  rule: 'last',
  where: 'everywhere',
  text: '',
  to: 'in_review',
  reason: '',
  find: '',
  with: '',
  pattern: false,
  matchCase: true,
  wholeWord: false,
  roles: [...roles],
  toolArguments: false,
  check: 'privacy',
})

/** The action that a draft comes to; null while something is missing. */
export function actionOf(draft: BulkDraft): BulkAction | null {
  const { kind } = draft
  switch (kind) {
    case 'tag':
    case 'untag':
      return draft.tagId === '' ? null : { type: kind, tagId: draft.tagId }
    case 'weights':
      return { type: 'weights', rule: draft.rule }
    case 'system':
      return draft.text === '' ? null : { type: 'system', where: draft.where, text: draft.text }
    case 'status': {
      const reason = draft.reason.trim()
      if (draft.to === 'changes_requested' && reason === '') return null
      return { type: 'status', to: draft.to, ...(reason === '' ? {} : { reason }) }
    }
    case 'trash':
    case 'restore':
      return { type: 'trash', to: kind === 'trash' }
    case 'fix':
      return { type: 'fix', check: draft.check }
    case 'replace': {
      if (draft.find === '' || draft.roles.length === 0) return null
      const { find, with: replacement, pattern, matchCase, wholeWord, toolArguments } = draft
      return {
        type: 'replace',
        find,
        with: replacement,
        pattern,
        matchCase,
        wholeWord,
        roles: draft.roles,
        toolArguments,
      }
    }
  }
}

/** The sentence `bulk.labels.<key>` that says an action in a few words. */
export function labelOf(
  action: BulkAction,
  tagName: (id: string) => string,
): { key: string; params: Record<string, string> } {
  switch (action.type) {
    case 'tag':
    case 'untag':
      return { key: action.type, params: { tag: tagName(action.tagId) } }
    case 'weights':
      return { key: `weights.${action.rule}`, params: {} }
    case 'system':
      return { key: 'system', params: {} }
    case 'status':
      return { key: `status.${action.to}`, params: {} }
    case 'keep-one':
      return { key: 'keepOne', params: {} }
    case 'fix':
      return { key: `fix.${action.check}`, params: {} }
    case 'trash':
      return { key: action.to ? 'trash' : 'restore', params: {} }
    case 'replace':
      return { key: 'replace', params: { find: action.find.slice(0, 40), with: action.with.slice(0, 40) } }
  }
}
