'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowLeftRight, Plus, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { getBeside } from '@/lib/alternatives/client'
import type { PairWish } from '@/lib/alternatives/schema'
import { newMessageId } from '@/lib/conversations/message-ids'
import { bodyOf, removalOf } from '@/lib/examples/alternatives'
import type { Alternative } from '@/lib/examples/schema'
import { isKeepable, swapAlternative } from '@/lib/examples/swap-alternative'
import { GrowingText } from './growing-text'
import { useEditor, useSurroundings } from './session-context'
import { elementOf } from './use-follow-focus'

/** Other answers that could stand in the place of a turn: to read, write, take instead, and make pairs of. */
export function Alternatives({ id, index }: { id: string; index: number }) {
  const t = useTranslations('editor')
  const { session, mayEdit, attempt } = useSurroundings()
  const all = useEditor((s) => s.shown.alternatives)
  const message = useEditor((s) => s.shown.draft.conversation.messages[index])
  const revision = useEditor((s) => s.server.revision)
  const approved = useEditor((s) => s.shown.status === 'approved')
  // one that is new has no text yet: the server hears of it with the first word
  const [fresh, setFresh] = useState<string | null>(null)
  const place = useRef<HTMLElement>(null)
  const { data, refetch } = useQuery({
    queryKey: ['beside', session.datasetId, session.number, revision],
    queryFn: async () => {
      const answer = await getBeside(session.datasetId, session.number)
      return answer.ok ? answer.value : null
    },
    placeholderData: (before) => before,
  })
  // outside system: the focus, which goes where the key has opened something
  useEffect(() => place.current?.focus(), [])
  const mine = all.filter((one) => one.messageId === id)
  const returned = data?.returned?.messages.find((one) => one.messageId === id)
  const isKept = returned && mine.some(({ text }) => text === returned.text)
  const blank =
    fresh === null || mine.some((one) => one.id === fresh)
      ? []
      : [{ id: fresh, messageId: id, text: '', origin: 'typed' as const, authorName: '' }]
  const close = () => {
    session.store.setState({ besideId: null })
    elementOf(id)?.focus()
  }
  const write = (one: Alternative, text: string) => {
    // emptied while somebody writes in it: the field stays, the alternative goes
    if (text === '') setFresh(one.id)
    attempt(() =>
      session.typeBeside({
        type: 'set-alternative',
        alternativeId: one.id,
        messageId: id,
        from: one.text === '' ? null : bodyOf(one),
        to: text === '' ? null : { text, origin: one.origin },
      }),
    )
  }
  const keep = (text: string) =>
    attempt(() =>
      session.act([
        {
          type: 'set-alternative',
          alternativeId: newMessageId(),
          messageId: id,
          from: null,
          to: { text, origin: 'returned' },
        },
      ]),
    )
  return (
    <section
      ref={place}
      tabIndex={-1}
      aria-label={t('alternativesOf', { number: index + 1 })}
      className="mt-2 grid gap-3 rounded-md border border-line bg-sunken p-3 outline-none focus-visible:border-line-strong"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
        event.preventDefault()
        event.stopPropagation()
        close()
      }}
    >
      {mine.length + blank.length === 0 && !returned && (
        <p className="text-ink-3 text-xs">{t(mayEdit ? 'noAlternativesYet' : 'noAlternativesHere')}</p>
      )}
      {[...mine, ...blank].map((one, i) => {
        const swap = swapAlternative(message, one)
        return (
          <Item
            key={one.id}
            head={t(`origin.${one.origin}`, { name: one.authorName || t('you') })}
            pair={data?.pairs.alternatives[one.id]}
            wish={one.text === '' ? null : { from: 'alternative', alternativeId: one.id }}
            onPair={() => void refetch()}
            tools={
              one.text !== '' && (
                <>
                  {swap && (
                    <Button size="sm" onClick={() => attempt(() => session.act(swap))}>
                      <ArrowLeftRight aria-hidden="true" />
                      {t('useInstead')}
                    </Button>
                  )}
                  <IconButton
                    size="sm"
                    label={t('removeAlternative', { number: i + 1 })}
                    onClick={() => attempt(() => session.act([removalOf(one)]))}
                  >
                    <Trash2 />
                  </IconButton>
                </>
              )
            }
          >
            {mayEdit ? (
              <GrowingText
                value={one.text}
                label={t('alternativeText', { number: i + 1, turn: index + 1 })}
                autoFocus={one.id === fresh}
                onText={(_, text) => write(one, text)}
                onLeave={() => place.current?.focus()}
              />
            ) : (
              one.text
            )}
          </Item>
        )
      })}
      {returned && !isKept && (
        <Item
          head={t('origin.stood', { revision: data?.returned?.revision ?? 0 })}
          pair={data?.pairs.returned[id]}
          wish={approved ? { from: 'returned', messageId: id } : null}
          onPair={() => void refetch()}
          tools={
            isKeepable(returned.text) && (
              <Button size="sm" onClick={() => keep(returned.text)}>
                {t('keepReturned')}
              </Button>
            )
          }
        >
          {returned.text}
        </Item>
      )}
      {mayEdit && (
        <Button
          size="sm"
          variant="quiet"
          className="justify-self-start"
          onClick={() => setFresh(newMessageId())}
        >
          <Plus aria-hidden="true" />
          {t('addAlternative')}
        </Button>
      )}
    </section>
  )
}

/** One answer beside the turn, and what can be done with it. */
function Item({
  head,
  pair,
  wish,
  tools,
  onPair,
  children,
}: {
  head: string
  /** The number of the pair that was made of it. */
  pair: number | undefined
  wish: PairWish | null
  tools: ReactNode
  onPair: () => void
  children: ReactNode
}) {
  const t = useTranslations('editor')
  const { mayEdit, makePair, openExample } = useSurroundings()
  const [busy, setBusy] = useState(false)
  const make = async (asked: PairWish) => {
    setBusy(true)
    await makePair(asked).finally(() => setBusy(false))
    onPair()
  }
  return (
    <div className="grid gap-1.5 border-line-strong border-l-3 pl-3">
      <p className="text-ink-3 text-xs">{head}</p>
      <div className="whitespace-pre-wrap break-words text-sm">{children}</div>
      <div className="flex flex-wrap items-center gap-1.5">
        {pair !== undefined && (
          <Button size="sm" variant="quiet" onClick={() => openExample(pair)}>
            {t('openPair', { number: pair })}
          </Button>
        )}
        {mayEdit && pair === undefined && wish && (
          <Button size="sm" busy={busy} onClick={() => void make(wish)}>
            {t('makePair')}
          </Button>
        )}
        {mayEdit && tools}
      </div>
    </div>
  )
}
