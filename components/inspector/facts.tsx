'use client'

import { useTranslations } from 'next-intl'
import { useEditor, useSurroundings } from '@/components/editor/session-context'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

/** Where the example came from, and the source key that groups it with its kin. */
export function Facts() {
  const t = useTranslations('inspector')
  const { session, mayEdit, attempt } = useSurroundings()
  const server = useEditor((s) => s.server)
  const sourceKey = useEditor((s) => s.shown.sourceKey)
  const origin = server.importFile
    ? t('imported', { file: server.importFile, line: server.importLine ?? 0 })
    : server.copiedFrom
      ? t('copied', { number: server.copiedFrom })
      : t('written')
  return (
    <section className="border-line border-b px-4 py-3.5 text-ink-2">
      <h3 className="mb-2 text-xs font-semibold text-ink">{t('origin')}</h3>
      <p className="mb-2">{origin}</p>
      {server.kind === 'preference' && <p className="mb-2">{t(`exampleKind.${server.kind}`)}</p>}
      <Field label={t('sourceKey')} hint={t('sourceKeyHint')}>
        <Input
          key={sourceKey ?? ''}
          defaultValue={sourceKey ?? ''}
          maxLength={500}
          disabled={!mayEdit}
          onBlur={(event) => {
            const to = event.target.value.trim() || null
            if (to !== sourceKey)
              attempt(() => session.act([{ type: 'set-source-key', from: sourceKey, to }]))
          }}
        />
      </Field>
      {server.split && <p className="mt-2">{t(`split.${server.split}`)}</p>}
    </section>
  )
}
