import { useTranslations } from 'next-intl'
import { keysOf } from '@/lib/shortcuts/table'
import { useSurroundings } from './session-context'
import { swapTurns } from './turn-actions'
import { Tool } from './turn-tools'

/** What can be done with an answer of a preference example: it is edited or swapped, never moved or taken away. */
export function AnswerTools({ id, editing }: { id: string; editing: boolean }) {
  const t = useTranslations('editor')
  const { session, attempt } = useSurroundings()
  return (
    <div
      className="mt-1.5 -ml-1.5 flex flex-wrap items-center gap-0.5"
      role="toolbar"
      aria-label={t('turnTools')}
    >
      <Tool
        keys={keysOf(editing ? 'turn.leave' : 'turn.edit')}
        onClick={() => session.edit(editing ? null : id)}
      >
        {t(editing ? 'done' : 'edit')}
      </Tool>
      <Tool keys={keysOf('answers.swap')} onClick={() => attempt(() => swapTurns(session))}>
        {t('swap')}
      </Tool>
    </div>
  )
}
