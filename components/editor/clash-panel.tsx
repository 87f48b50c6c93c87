'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Note } from '@/components/ui/note'
import { conversationOf } from '@/lib/conversations/kind'
import { getRevisionText } from '@/lib/examples/client'
import type { ExampleDetail } from '@/lib/examples/shapes'
import { browserOf } from '@/lib/result/operation-id'
import { keepMine } from './keep-mine'
import { useEditor, useSurroundings } from './session-context'

/**
 * What waits does not fit what the server holds: base, theirs and mine of each text, and the choice. Nothing is
 * given up before a person has chosen; what isn't chosen of theirs stays in the history.
 */
export function ClashPanel() {
  const t = useTranslations('editor')
  const errors = useTranslations('errors')
  const { session } = useSurroundings()
  const clash = useEditor((s) => s.clash)
  const server = useEditor((s) => s.serverDraft)
  const waiting = useEditor((s) => s.waiting)
  const own = useEditor((s) => s.server.ownOperations)
  const serverRevision = useEditor((s) => s.server.revision)
  const made = waiting[0]?.revision ?? 0
  const bases = basesOf(made, own, session.browserId)
  const { data: drafts } = useQuery({
    queryKey: ['revision-texts', session.datasetId, session.number, ...bases],
    enabled: clash !== null && made > 0,
    queryFn: async () => {
      const answers = bases.map((revision) => getRevisionText(session.datasetId, session.number, revision))
      return (await Promise.all(answers)).flatMap((answer) =>
        answer.ok
          ? [
              {
                conversation: conversationOf(answer.value.text),
                messageIds: answer.value.messageIds,
              },
            ]
          : [],
      )
    },
  })
  if (!clash) return null
  const mine = waiting.flatMap((w) => w.edits)
  const plans = (drafts ?? []).map((base) => keepMine(base, server, mine))
  const plan = plans.find(({ fits }) => fits) ?? plans[0] ?? { edits: [], texts: [], fits: false }
  const conflict = clash.code === 'conflict'
  return (
    <Note
      tone={conflict ? 'warn' : 'bad'}
      role="alert"
      title={t(conflict ? 'clashTitle' : 'refusedTitle')}
      className="mx-7 mt-3"
    >
      <p className="mb-2">
        {conflict
          ? t('clashHint')
          : errors.has(clash.reason)
            ? errors(clash.reason, clash.params)
            : clash.message}
      </p>
      {plan.texts.map((text) => (
        <div key={text.key} className="mb-2 grid gap-2 sm:grid-cols-2">
          <Version title={t('theirs')} text={text.theirs} />
          <Version title={t('mine')} text={text.mine} />
        </div>
      ))}
      <div className="flex flex-wrap gap-2">
        {conflict && (
          <Button
            size="sm"
            variant="primary"
            disabled={!plan.fits}
            onClick={() => void session.resolve(plan.edits, serverRevision)}
          >
            {t('keepMine')}
          </Button>
        )}
        {!conflict && (
          <Button size="sm" variant="primary" onClick={() => void session.resolve(mine, made)}>
            {t('tryAgain')}
          </Button>
        )}
        <Button size="sm" onClick={() => void session.resolve([], serverRevision)}>
          {t(conflict ? 'keepTheirs' : 'giveUp')}
        </Button>
      </div>
    </Note>
  )
}

function Version({ title, text }: { title: string; text: string }) {
  return (
    <div className="rounded-md bg-panel p-2 text-ink">
      <b className="text-xs">{title}</b>
      <div className="max-h-60 overflow-y-auto whitespace-pre-wrap text-sm">{text}</div>
    </div>
  )
}

/**
 * The revisions that what waits may have been made on: the one it names, and the newest that this browser itself had
 * sent before it.
 */
function basesOf(made: number, own: ExampleDetail['ownOperations'], browserId: string): number[] {
  const sent = own.filter(
    ({ operationId, revision }) => browserOf(operationId) === browserId && revision > made,
  )
  return sent.length > 0 ? [made, Math.max(...sent.map((o) => o.revision))] : [made]
}
