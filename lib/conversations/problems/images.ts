import { ownValue } from '../json'
import { type Conversation, isJsonObject, type Json } from '../schema'
import type { Report } from './codes'

const limits = { images: 10, megabytes: 10 }
const dataUrl = /^data:([^;,]*)(?:;[^,]*)?,/i

/** Limits of image parts, FORMATS 1.4. What a trainer skips instead of failing is a warning. */
export function checkImages({ messages }: Conversation, report: Report): void {
  let images = 0
  messages.forEach((message, index) => {
    const content = ownValue(message, 'content')
    if (message.role !== 'user' || !Array.isArray(content)) return
    content.forEach((part, at) => {
      if (!isJsonObject(part) || ownValue(part, 'type') !== 'image_url') return
      images++
      checkImage(ownValue(part, 'image_url'), index, { part: at + 1 }, report)
    })
  })
  if (images > limits.images) report('too-many-images', null, { images, limit: limits.images })
}

function checkImage(image: Json | undefined, index: number, place: { part: number }, report: Report): void {
  const url = isJsonObject(image) ? ownValue(image, 'url') : undefined
  if (!isJsonObject(image) || typeof url !== 'string') {
    report('part-shape', index, place)
    return
  }
  const detail = ownValue(image, 'detail')
  if (detail !== undefined && !['low', 'high', 'auto'].includes(detail as string)) {
    report('image-detail', index, place)
  }
  const inline = dataUrl.exec(url.slice(0, 200))
  if (!inline && !/^https?:\/\//i.test(url)) {
    report('image-url', index, place)
    return
  }
  if (!inline) return
  if (!/^image\/(?:jpeg|png|webp)$/i.test(inline[1]!)) report('image-format', index, place)
  const bytes = ((url.length - inline[0].length) * 3) / 4
  if (bytes > limits.megabytes * 1024 * 1024) {
    report('image-too-large', index, {
      ...place,
      megabytes: Math.ceil(bytes / 1024 / 1024),
      limit: limits.megabytes,
    })
  }
}

/** Whether a conversation holds an image: trainers limit how many such examples a file may have. */
export function hasImages({ messages }: Conversation): boolean {
  return messages.some(
    ({ content }) =>
      Array.isArray(content) &&
      content.some((part) => isJsonObject(part) && ownValue(part, 'type') === 'image_url'),
  )
}
