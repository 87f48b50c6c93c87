import { EditError } from './edit-error'
import { applyEdit } from './edits'
import { sameJson } from './json'
import { conversationOf, promptLength } from './kind'
import { openMessage, openPrompt, swapAnswers } from './line-places'
import { hasDuplicateKeys } from './line-structure'
import {
  insertAt,
  isContainer,
  keepOnly,
  moveWithin,
  openAt,
  openRaw,
  type Raw,
  type RawContainer,
  rawText,
  removeAt,
  type Style,
  styleOf,
  writeJson,
  written,
} from './raw-json'
import { type ConversationEdit, type Draft, type MessageId, maxLineBytes } from './schema'
import { spliceLiteral } from './string-literal'

export type Line = { text: string; messageIds: MessageId[] }

export function writeEdit(text: string, messageIds: MessageId[], edit: ConversationEdit): Line {
  return writeEdits(text, messageIds, [edit])
}

/**
 * Splices edits into a stored line: no byte changes but theirs. Throws EditError where an edit doesn't fit, where the
 * line names a key twice (unless keep-last-keys comes first) or would grow beyond 32 MB.
 */
export function writeEdits(text: string, messageIds: MessageId[], edits: readonly ConversationEdit[]): Line {
  if (edits.length === 0) return { text, messageIds }
  const conversation = conversationOf(text)
  let twins = hasDuplicateKeys(text, conversation)
  let draft: Draft = { conversation, messageIds }
  const line = openRaw(text)
  for (const edit of edits) {
    if (edit.type === 'keep-last-keys') {
      if (twins) keepLastKeys(line)
      twins = false
      continue
    }
    if (twins) throw new EditError('duplicate-keys', edit)
    const next = applyEdit(draft, edit)
    splice(line, draft, edit)
    draft = next
  }
  const result = rawText(line)
  if (!fits(result)) throw new EditError('line-too-long', edits.at(-1)!)
  if (!sameJson(conversationOf(result), draft.conversation))
    throw new Error('spliced text and applied edits differ')
  return { text: result, messageIds: draft.messageIds }
}

function fits(text: string) {
  return text.length * 3 <= maxLineBytes || new TextEncoder().encode(text).length <= maxLineBytes
}

/** The edit is known to fit: `draft` is what the line holds now. */
function splice(line: RawContainer, draft: Draft, edit: ConversationEdit): void {
  if (edit.type === 'keep-last-keys') return
  const { conversation } = draft
  const prompt = openPrompt(line, conversation)
  const style = lineStyle(line, prompt)
  const index = edit.messageId === null ? -1 : draft.messageIds.indexOf(edit.messageId)
  const owner = () => (index < 0 ? line : openMessage(line, conversation, index))
  switch (edit.type) {
    case 'edit-text':
      editText(owner(), edit)
      break
    case 'set-weight':
      setAt(owner(), ['weight'], { from: edit.from ?? undefined, to: edit.to ?? undefined }, style)
      break
    case 'set-role':
      setAt(owner(), ['role'], edit, style)
      break
    case 'set-field':
      setAt(owner(), edit.path, edit, style)
      break
    case 'insert-message': {
      const message = written(writeJson(edit.message, style))
      insertAt(prompt, placeAfter(edit.afterId, draft.messageIds), message, styleOf(prompt, style))
      break
    }
    case 'delete-message':
      removeAt(prompt, index)
      break
    case 'move-message':
      if (edit.fromAfterId === edit.toAfterId) break
      if (index >= promptLength(conversation)) swapAnswers(line, conversation)
      else moveWithin(prompt, index, placeAfter(edit.toAfterId, draft.messageIds.toSpliced(index, 1)))
  }
}

function placeAfter(id: MessageId | null, ids: MessageId[]): number {
  return id === null ? 0 : ids.indexOf(id) + 1
}

type Change = Pick<Extract<ConversationEdit, { type: 'set-field' }>, 'from' | 'to'>

function setAt(
  root: RawContainer,
  path: readonly (string | number)[],
  { from, to }: Change,
  style: Style,
): void {
  const container = openPath(root, path)
  const step = path.at(-1)!
  const found = typeof step === 'number' ? step : container.names.indexOf(step)
  const value = to === undefined ? undefined : written(writeJson(to, style))
  if (from !== undefined && value) container.values[found] = value
  else if (from !== undefined) removeAt(container, found)
  else if (value && typeof step === 'number') insertAt(container, step, value, styleOf(container, style))
  else if (value) insertAt(container, container.values.length, value, styleOf(container, style), String(step))
}

function editText(root: RawContainer, edit: Extract<ConversationEdit, { type: 'edit-text' }>): void {
  const container = openPath(root, edit.path)
  const step = edit.path.at(-1)!
  const index = typeof step === 'number' ? step : container.names.indexOf(step)
  const literal = rawText(container.values[index]!)
  container.values[index] = written(spliceLiteral(literal, edit.at, edit.remove.length, edit.insert))
}

/** Opens the containers on the way to the last step of a path. */
function openPath(root: RawContainer, path: readonly (string | number)[]): RawContainer {
  let container = root
  for (const step of path.slice(0, -1)) {
    container = openAt(container, typeof step === 'number' ? step : container.names.indexOf(step))
  }
  return container
}

/** How the line spaces its JSON: read off the line's own keys, else off its first message's. */
function lineStyle(line: RawContainer, prompt: RawContainer): Style {
  const own = styleOf(line, { colon: ':', comma: '' })
  if (line.values.length > 1 || prompt.values.length === 0) return own
  return { ...own, comma: styleOf(openAt(prompt, 0), own).comma }
}

function keepLastKeys(raw: RawContainer): void {
  if (!raw.isArray) {
    const last = new Map(raw.names.map((name, index) => [name, index]))
    keepOnly(raw, (index) => last.get(raw.names[index]!) === index)
  }
  raw.values.forEach((value, index) => {
    if (isOpenable(value)) keepLastKeys(openAt(raw, index))
  })
}

function isOpenable(raw: Raw): boolean {
  return isContainer(raw) || raw.node?.type === 'object' || raw.node?.type === 'array'
}
