'use client'

import { useTranslations } from 'next-intl'
import { useEditor, useSurroundings } from '@/components/editor/session-context'
import { Button } from '@/components/ui/button'
import { MarkedText } from '@/components/ui/marked-text'
import { diffWords } from '@/lib/conversations/word-diff'
import { isJsonObject, type Json } from '@/lib/conversations/words'
import type { Edit, SetAside } from '@/lib/examples/schema'
import { putBack } from '@/lib/examples/set-aside'

/** What somebody wrote and did not choose when two versions met, and the way to put it back. */
export function SetAsideList({ edits, name, onDone }: { edits: Edit[]; name: string; onDone: () => void }) {
  const t = useTranslations('history')
  const { session, mayEdit, attempt } = useSurroundings()
  const draft = useEditor((s) => s.shown.draft)
  const asides = edits.filter((edit): edit is SetAside => edit.type === 'set-aside')
  if (asides.length === 0) return null
  return (
    <section aria-label={t('setAside')} className="mb-4 grid gap-2">
      <h3 className="font-semibold text-sm">{t('setAsideBy', { name })}</h3>
      {asides.map((aside, i) => {
        const back = putBack(draft, aside)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a revision never changes
          <div key={i} className="grid gap-2 rounded-md border border-line bg-sunken p-2">
            <p className="whitespace-pre-wrap break-words text-sm">
              <MarkedText pieces={diffWords('', worded(aside.value))} />
            </p>
            {mayEdit &&
              (back.length > 0 ? (
                <Button
                  size="sm"
                  className="justify-self-start"
                  onClick={() =>
                    attempt(() => {
                      session.act(back)
                      onDone()
                    })
                  }
                >
                  {t('putBack')}
                </Button>
              ) : (
                <p className="text-ink-3 text-xs">{t('putBackGone')}</p>
              ))}
          </div>
        )
      })}
    </section>
  )
}

function worded(value: Json): string {
  if (typeof value === 'string') return value
  if (isJsonObject(value) && typeof value.content === 'string') return value.content
  return JSON.stringify(value, null, 1)
}
