'use client'

import { useTranslations } from 'next-intl'
import { Dialog } from '@/components/ui/dialog'
import { Kbd } from '@/components/ui/kbd'
import { type Shortcut, shortcutScopes, shortcuts } from '@/lib/shortcuts/table'

/** Every key there is, by where it works. */
export function ShortcutSheet({
  open,
  onOpenChange,
}: {
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  const t = useTranslations('shortcuts')
  const tShell = useTranslations('shell.sheet')
  const rows: readonly Shortcut[] = shortcuts
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="lg"
      title={tShell('title')}
      description={tShell('text')}
    >
      <div className="gap-x-8 sm:columns-2">
        {shortcutScopes.map((scope) => (
          <section key={scope} className="mb-5 break-inside-avoid">
            <h3 className="border-line border-b pb-1.5 font-semibold text-xs">{t(`scopes.${scope}`)}</h3>
            <dl className="mt-1">
              {rows
                .filter((row) => row.scope === scope && row.keys.length > 0)
                .map((row) => (
                  <div key={row.id} className="flex items-center justify-between gap-3 py-0.75">
                    <dt className="text-ink-2">{t(row.id)}</dt>
                    <dd>
                      <Keys keys={row.keys} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

/** All ways to press it; a run of digits by its ends. */
function Keys({ keys }: { keys: readonly string[] }) {
  const t = useTranslations('shell.sheet')
  const run = keys.length > 3
  const shown = run ? [keys[0]!, keys.at(-1)!] : keys
  return (
    <span className="flex flex-wrap items-center justify-end gap-1 text-ink-3">
      {shown.map((key, at) => (
        <span key={key} className="flex items-center gap-1">
          {at > 0 && <span className="text-2xs">{run ? '–' : t('or')}</span>}
          <Kbd keys={key} />
        </span>
      ))}
    </span>
  )
}
