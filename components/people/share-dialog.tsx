'use client'

import { useQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { z } from 'zod'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { type ShareKind, shareKinds } from '@/lib/auth/schema'
import { queryText } from '@/lib/query/schema'
import { createShare } from '@/lib/sharing/client'
import type { MadeShare } from '@/lib/sharing/schema'
import { fetchVersions } from '@/lib/versions/client'
import { HandedLink } from './handed-link'
import { SubmitForm, type Values } from './submit-form'

const daysOf = { never: null, day: 1, week: 7, month: 30, quarter: 90 } as const
type Expiry = keyof typeof daysOf
const expiries = Object.keys(daysOf) as Expiry[]

const title = z.string().trim().max(120)
const fieldsOf = {
  dataset: { title },
  view: { q: queryText.trim().min(1), title },
  example: { number: z.coerce.number().int().min(1), title },
  version: { version: z.string().min(1), title },
}

/** Makes a link for people without an account and shows its address, this once. */
export function ShareDialog({
  dataset,
  asked,
  onMade,
  onClose,
}: {
  dataset: { id: string; name: string }
  /** What is filled in at first, as the address says. */
  asked: { kind: string | null; q: string | null; number: string | null; version: string | null }
  onMade: () => void
  onClose: () => void
}) {
  const t = useTranslations('sharing.dialog')
  const tLinks = useTranslations('sharing.links')
  const people = useTranslations('people.inviting')
  const format = useFormatter()
  const [kind, setKind] = useState<ShareKind>(shareKinds.find((known) => known === asked.kind) ?? 'dataset')
  const [made, setMade] = useState<MadeShare | null>(null)

  const { data: versions } = useQuery({
    queryKey: ['versions', dataset.id],
    enabled: kind === 'version',
    queryFn: async ({ signal }) => {
      const result = await fetchVersions(dataset.id, signal)
      if (!result.ok) throw new Error(result.error.reason)
      return result.value.versions
    },
  })
  const ready = versions?.filter(({ state }) => state === 'ready') ?? []

  function send({ title, q = '', number, version = '', expiry }: Values, operationId: string) {
    const days = daysOf[expiries.find((known) => known === expiry) ?? 'never']
    const basics = {
      operationId,
      ...(title?.trim() ? { name: title.trim() } : {}),
      expiresAt: days === null ? null : new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString(),
    }
    if (kind === 'view') return createShare(dataset.id, { ...basics, kind, q: q.trim() })
    if (kind === 'example') return createShare(dataset.id, { ...basics, kind, number: Number(number) })
    if (kind === 'version') return createShare(dataset.id, { ...basics, kind, version })
    return createShare(dataset.id, { ...basics, kind })
  }
  const end = made?.expiresAt
    ? tLinks('ends.until', { until: format.dateTime(new Date(made.expiresAt), { dateStyle: 'long' }) })
    : tLinks('ends.revoked')
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title', { dataset: dataset.name })}
      description={made ? undefined : t('text')}
    >
      {made ? (
        <HandedLink url={made.url} note={tLinks('once', { end })} onDone={onClose} />
      ) : (
        <SubmitForm
          fields={fieldsOf[kind]}
          submit={t('submit')}
          send={send}
          onDone={(value) => {
            setMade(value)
            onMade()
          }}
          beside={<Button onClick={onClose}>{people('cancel')}</Button>}
        >
          {(problemOf) => (
            <>
              <Field label={t('kind')}>
                <Select
                  name="kind"
                  value={kind}
                  className="justify-self-start"
                  onChange={(event) =>
                    setKind(shareKinds.find((known) => known === event.target.value) ?? 'dataset')
                  }
                >
                  {shareKinds.map((value) => (
                    <option key={value} value={value}>
                      {tLinks(`kinds.${value}`)}
                    </option>
                  ))}
                </Select>
              </Field>
              {kind === 'view' && (
                <Field label={t('query')} hint={t('queryHint')} error={problemOf('q')}>
                  <Input name="q" defaultValue={asked.q ?? ''} className="font-mono text-xs!" />
                </Field>
              )}
              {kind === 'example' && (
                <Field label={t('number')} error={problemOf('number')}>
                  <Input
                    name="number"
                    inputMode="numeric"
                    defaultValue={asked.number ?? ''}
                    className="w-32!"
                  />
                </Field>
              )}
              {kind === 'version' && (
                <Field
                  label={t('version')}
                  hint={versions && ready.length === 0 ? t('noVersion') : t('versionHint')}
                  error={problemOf('version')}
                >
                  <Select
                    // what the address asks for is there once the list is
                    key={ready.length}
                    name="version"
                    defaultValue={asked.version ?? ready[0]?.id}
                    className="justify-self-start"
                  >
                    {ready.map(({ id, name }) => (
                      <option key={id} value={id}>
                        {name}
                      </option>
                    ))}
                  </Select>
                </Field>
              )}
              <Field label={t('name')} hint={t('nameHint')} error={problemOf('title')}>
                <Input name="title" maxLength={120} />
              </Field>
              <Field label={t('expiry')}>
                <Select name="expiry" defaultValue="month" className="justify-self-start">
                  {expiries.map((value) => (
                    <option key={value} value={value}>
                      {t(`expiries.${value}`)}
                    </option>
                  ))}
                </Select>
              </Field>
            </>
          )}
        </SubmitForm>
      )}
    </Dialog>
  )
}
