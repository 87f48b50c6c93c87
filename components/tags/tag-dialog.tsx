'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import { newOperationId } from '@/lib/result/call'
import { changeTag, createTag } from '@/lib/tags/client'
import { leastUsedColor } from '@/lib/tags/colors'
import type { Tag, TagColor, TagGroup } from '@/lib/tags/schema'
import { createdTag } from '@/lib/tags/undoable'
import { ColorChoice } from './color-picker'
import { useTagsRoom } from './tags-context'

/** A new tag of a group, or the words and the place of one that is there. */
export function TagDialog({
  groups,
  groupId: startGroup,
  tag,
  onClose,
}: {
  groups: TagGroup[]
  groupId: string
  tag?: Tag
  onClose: () => void
}) {
  const t = useTranslations('tags.dialog')
  const label = useTranslations('undo')
  const { datasetId, act, changeStep } = useTagsRoom()
  const [name, setName] = useState(tag?.name ?? '')
  const [description, setDescription] = useState(tag?.description ?? '')
  const [color, setColor] = useState<TagColor>(
    () => tag?.color ?? leastUsedColor(groups.flatMap((group) => group.tags.map((other) => other.color))),
  )
  const [groupId, setGroupId] = useState(startGroup)
  const [error, setError] = useState('')
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!name.trim()) return setError(t('nameMissing'))
    setBusy(true)
    const change = { name: name.trim().normalize('NFC'), description, color, groupId }
    const body = { operationId: newOperationId(), ...change }
    const { groupId: _, ...inPlace } = body
    const place = groups.find((group) => group.id === startGroup)?.tags.findIndex(({ id }) => id === tag?.id)
    const saved = tag
      ? await act(() => changeTag(datasetId, tag.id, groupId === startGroup ? inPlace : body), {
          onFailure: setError,
          step: () => changeStep(tag, change, place ?? 0),
        })
      : await act(() => createTag(datasetId, body), {
          onFailure: setError,
          step: ({ id }) => ({
            ...createdTag(datasetId, id, change),
            label: label('tagCreated', { name: change.name }),
          }),
        })
    setBusy(false)
    if (saved) onClose()
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t(tag ? 'editTitle' : 'newTitle')}>
      <form onSubmit={(event) => void submit(event)} className="grid gap-4" noValidate>
        <Field label={t('name')} error={error}>
          <Input value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label={t('description')} hint={t('descriptionHint')}>
          <Textarea
            value={description}
            maxLength={2000}
            onChange={(event) => setDescription(event.target.value)}
            className="min-h-16!"
          />
        </Field>
        <Field label={t('group')}>
          <Select value={groupId} onChange={(event) => setGroupId(event.target.value)}>
            {groups.map((group) => (
              <option key={group.id} value={group.id}>
                {group.name}
              </option>
            ))}
          </Select>
        </Field>
        <fieldset className="grid gap-1.5">
          <legend className="mb-1.5 font-[550] text-ink-2 text-xs">{t('color')}</legend>
          <ColorChoice value={color} onChange={setColor} />
        </fieldset>
        <DialogActions>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="primary" busy={busy}>
            {t(tag ? 'save' : 'create')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
