import { ownValue } from '../json'
import { kindOf, outputKeys, settingsOf } from '../kind'
import { type Conversation, isJsonObject, type Json, type Message, type Role } from '../schema'
import { visibleText } from '../visible-text'
import type { TargetReport } from './target'

/** Rules that several trainers share, each told which. */

export function checkRoles(
  { messages }: Conversation,
  taken: readonly Role[],
  target: string,
  report: TargetReport,
): void {
  messages.forEach((message, index) => {
    // the role developer is a broken rule everywhere
    if (!taken.includes(message.role) && message.role !== 'developer')
      report('target-role', index, { role: message.role, target })
  })
}

/** Keys beside the messages that a trainer refuses though OpenAI reads them. */
export function checkKeys(
  conversation: Conversation,
  refused: readonly string[],
  target: string,
  report: TargetReport,
): void {
  const settings = settingsOf(conversation)
  for (const key of refused)
    if (ownValue(settings, key) !== undefined)
      report('target-key', null, { key: visibleText(key, 60), target })
}

/** It trains on no preference pairs; whether that is so, since no other of its rules is about them then. */
export function refusesPairs(conversation: Conversation, target: string, report: TargetReport): boolean {
  if (kindOf(conversation) !== 'preference') return false
  report('target-key', null, { key: outputKeys.preferred, target })
  return true
}

export function checkNoRoleTwice(conversation: Conversation, target: string, report: TargetReport): void {
  const { messages } = conversation
  // of a pair both answers follow the prompt
  const rejected = kindOf(conversation) === 'preference' ? messages.length - 1 : -1
  messages.forEach((message, index) => {
    if (index > 0 && index !== rejected && messages[index - 1]!.role === message.role)
      report('role-twice', index, { role: message.role, target })
  })
}

/** A system turn, where there is one, comes first. */
export function checkSystemFirst({ messages }: Conversation, target: string, report: TargetReport): void {
  messages.forEach(({ role }, index) => {
    if (role === 'system' && index > 0) report('system-place', index, { target })
  })
}

export const partsOf = ({ content }: Message): { [key: string]: Json }[] =>
  Array.isArray(content) ? content.filter(isJsonObject) : []

export const hasImage = (message: Message): boolean =>
  partsOf(message).some((part) => ownValue(part, 'type') === 'image_url')

/** The address of each image of a message. */
export function imageUrls(message: Message): string[] {
  return partsOf(message).flatMap((part) => {
    const image = ownValue(part, 'image_url')
    const url = image !== undefined && isJsonObject(image) ? ownValue(image, 'url') : undefined
    return typeof url === 'string' ? [url] : []
  })
}
