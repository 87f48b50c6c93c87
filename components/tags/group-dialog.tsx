'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Segmented } from '@/components/ui/segmented'
import { newOperationId } from '@/lib/result/call'
import { changeTagGroup, createTagGroup } from '@/lib/tags/client'
import { type GroupKind, groupKinds, type TagGroup } from '@/lib/tags/schema'
import { changedGroup, createdGroup } from '@/lib/tags/undoable'
import { useTagsRoom } from './tags-context'

export function GroupDialog({ group, onClose }: { group?: TagGroup; onClose: () => void }) {
  const t = useTranslations('tags.groupDialog')
  const tKinds = useTranslations('tags.kinds')
  const label = useTranslations('undo')
  const { datasetId, act } = useTagsRoom()
  const [name, setName] = useState(group?.name ?? '')
  const [kind, setKind] = useState<GroupKind>(group?.kind ?? 'open')
  const [error, setError] = useState('')
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!name.trim()) return setError(t('nameMissing'))
    setBusy(true)
    const change = { name: name.trim().normalize('NFC'), kind }
    const body = { operationId: newOperationId(), ...change }
    const saved = group
      ? await act(() => changeTagGroup(datasetId, group.id, body), {
          onFailure: setError,
          step: () => {
            const step = changedGroup(datasetId, group, change)
            return step && { ...step, label: label('groupChanged', { name: group.name }) }
          },
        })
      : await act(() => createTagGroup(datasetId, body), {
          onFailure: setError,
          step: ({ id }) => ({
            ...createdGroup(datasetId, id, change),
            label: label('groupCreated', { name: change.name }),
          }),
        })
    setBusy(false)
    if (saved) onClose()
  }

  return (
    <Dialog
      open
      size="sm"
      onOpenChange={(open) => !open && onClose()}
      title={t(group ? 'editTitle' : 'newTitle')}
    >
      <form onSubmit={(event) => void submit(event)} className="grid gap-4" noValidate>
        <Field label={t('name')} error={error}>
          <Input
            value={name}
            maxLength={60}
            placeholder={t('example')}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <div className="grid justify-items-start gap-1.5">
          <span className="font-[550] text-ink-2 text-xs">{t('kind')}</span>
          <Segmented
            label={t('kind')}
            value={kind}
            options={groupKinds.map((value) => ({ value, label: tKinds(value) }))}
            onChange={setKind}
          />
          <span className="text-ink-3 text-xs">{t(`kindHint.${kind}`)}</span>
        </div>
        <DialogActions>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="primary" busy={busy}>
            {t(group ? 'save' : 'create')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
