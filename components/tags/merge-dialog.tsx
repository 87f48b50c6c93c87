'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Note } from '@/components/ui/note'
import { Select } from '@/components/ui/select'
import { newOperationId } from '@/lib/result/call'
import { mergeTag } from '@/lib/tags/client'
import type { Tag, TagGroup } from '@/lib/tags/schema'
import { mergedTag } from '@/lib/tags/undoable'
import { useTagsRoom } from './tags-context'

/** Puts another tag in this one's place everywhere, with the numbers it is about. */
export function MergeDialog({ tag, groups, onClose }: { tag: Tag; groups: TagGroup[]; onClose: () => void }) {
  const t = useTranslations('tags.merge')
  const label = useTranslations('undo')
  const { datasetId, act } = useTagsRoom()
  const choices = groups
    .map((group) => ({ ...group, tags: group.tags.filter((other) => other.id !== tag.id) }))
    .filter((group) => group.tags.length > 0)
  const ownGroup = choices.find((group) => group.id === tag.groupId)
  const [intoId, setIntoId] = useState((ownGroup ?? choices[0])?.tags[0]?.id ?? '')
  const [error, setError] = useState('')
  const [busy, setBusy] = useState(false)
  const into = choices.flatMap((group) => group.tags).find((other) => other.id === intoId)

  async function merge() {
    if (!into) return
    setBusy(true)
    const merged = await act(() => mergeTag(datasetId, tag.id, { operationId: newOperationId(), intoId }), {
      onFailure: setError,
      step: () => ({
        ...mergedTag(datasetId, tag, intoId),
        label: label('tagMerged', { from: tag.name, into: into.name }),
      }),
      done: ({ changed, kept }) => t('done', { from: tag.name, into: into.name, changed, kept }),
    })
    setBusy(false)
    if (merged) onClose()
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title', { name: tag.name })}
      description={t('text')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" busy={busy} disabled={!into} onClick={() => void merge()}>
            {t('submit', { count: tag.count })}
          </Button>
        </>
      }
    >
      {choices.length === 0 ? (
        <Note>{t('alone')}</Note>
      ) : (
        <Field label={t('into')} error={error}>
          <Select value={intoId} onChange={(event) => setIntoId(event.target.value)}>
            {choices.map((group) => (
              <optgroup key={group.id} label={group.name}>
                {group.tags.map((other) => (
                  <option key={other.id} value={other.id}>
                    {t('choice', { name: other.name, count: other.count })}
                  </option>
                ))}
              </optgroup>
            ))}
          </Select>
        </Field>
      )}
      {into && (
        <p className="text-ink-2">
          {t('numbers', { from: tag.name, fromCount: tag.count, into: into.name, intoCount: into.count })}
        </p>
      )}
    </Dialog>
  )
}
