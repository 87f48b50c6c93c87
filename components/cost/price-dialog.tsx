'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { useFailureText } from '@/components/ui/failure-text'
import { Field } from '@/components/ui/field'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { changeModelTable } from '@/lib/cost/client'
import { encodings, type ModelRow, type ModelTable, modelRows } from '@/lib/cost/schema'
import { newOperationId } from '@/lib/result/call'

type Line = { id: number; model: string; encoding: ModelRow['encoding']; context: string; price: string }

/** The owner's table of what can be trained, with the date of its prices. */
export function PriceDialog({ table, onClose }: { table: ModelTable; onClose: () => void }) {
  const t = useTranslations('cost.prices')
  const failureText = useFailureText()
  const queries = useQueryClient()
  const [date, setDate] = useState(table.date)
  const [lines, setLines] = useState<Line[]>(
    table.rows.map((row, id) => ({ ...row, id, context: String(row.context), price: String(row.price) })),
  )
  const [error, setError] = useState('')
  const [busy, setBusy] = useState(false)
  const set = (id: number, part: Partial<Line>) =>
    setLines((now) => now.map((line) => (line.id === id ? { ...line, ...part } : line)))
  const add = () =>
    setLines((now) => [
      ...now,
      {
        id: Math.max(0, ...now.map(({ id }) => id)) + 1,
        model: '',
        encoding: 'o200k_base',
        context: '',
        price: '',
      },
    ])

  async function save() {
    const rows = lines.map(({ id: _, context, price, ...line }) => ({
      ...line,
      context: Number(context || Number.NaN),
      price: Number(price || Number.NaN),
    }))
    const parsed = modelRows.safeParse({ date, rows })
    if (!parsed.success) return setError(t('invalid'))
    setBusy(true)
    const result = await changeModelTable({
      operationId: newOperationId(),
      revision: table.revision,
      ...parsed.data,
    })
    setBusy(false)
    if (!result.ok) return setError(failureText(result.error))
    await queries.invalidateQueries({ queryKey: ['cost'] })
    onClose()
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="lg"
      title={t('title')}
      description={t('text')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" busy={busy} onClick={() => void save()}>
            {t('save')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <Field label={t('date')} className="w-40">
          <Input type="date" value={date} onChange={(event) => setDate(event.target.value)} />
        </Field>
        <ul className="grid gap-2">
          {lines.map((line, place) => (
            <li
              key={line.id}
              className="grid grid-cols-2 items-end gap-2 sm:grid-cols-[minmax(0,1fr)_9rem_6rem_6rem_auto]"
            >
              <Field label={t('model', { place: place + 1 })} labelHidden>
                <Input
                  value={line.model}
                  placeholder={t('modelHint')}
                  onChange={(event) => set(line.id, { model: event.target.value })}
                />
              </Field>
              <Field label={t('encoding', { place: place + 1 })} labelHidden>
                <Select
                  className="w-full"
                  value={line.encoding}
                  onChange={(event) => set(line.id, { encoding: event.target.value as Line['encoding'] })}
                >
                  {encodings.map((encoding) => (
                    <option key={encoding}>{encoding}</option>
                  ))}
                </Select>
              </Field>
              <Field label={t('context', { place: place + 1 })} labelHidden>
                <Input
                  inputMode="numeric"
                  value={line.context}
                  placeholder={t('contextHint')}
                  onChange={(event) => set(line.id, { context: event.target.value })}
                />
              </Field>
              <Field label={t('price', { place: place + 1 })} labelHidden>
                <Input
                  inputMode="decimal"
                  value={line.price}
                  placeholder={t('priceHint')}
                  onChange={(event) => set(line.id, { price: event.target.value })}
                />
              </Field>
              <IconButton
                label={t('remove', { place: place + 1 })}
                onClick={() => setLines((now) => now.filter(({ id }) => id !== line.id))}
              >
                <Trash2 />
              </IconButton>
            </li>
          ))}
        </ul>
        <Button size="sm" className="justify-self-start" onClick={add}>
          {t('add')}
        </Button>
        <p className="text-ink-3 text-xs">{t('columns')}</p>
        <p role="alert" className="text-bad text-xs empty:hidden">
          {error}
        </p>
      </div>
    </Dialog>
  )
}
