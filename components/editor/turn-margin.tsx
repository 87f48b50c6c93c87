'use client'

import clsx from 'clsx'
import { Plus, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, MenuItem } from '@/components/ui/menu'
import { Swatch } from '@/components/ui/swatch'
import { tagEdits } from '@/lib/examples/tag-edits'
import { WritesHere } from './also-here'
import { useProblemSentence } from './problem-sentence'
import { useEditor, useSurroundings } from './session-context'
import { turnAlternatives } from './turn-actions'

/** Beside a turn: whether it is trained, what breaks a rule, its own tags. */
export function TurnMargin({
  id,
  index,
  muted,
  below = false,
}: {
  id: string
  index: number
  muted: boolean
  /** Under the text, not beside it. */
  below?: boolean
}) {
  const t = useTranslations('editor')
  const { session, groups, mayEdit, attempt, Findings } = useSurroundings()
  const sentence = useProblemSentence()
  const problems = useEditor((s) => s.server.problemList)
  const tags = useEditor((s) => s.shown.tags)
  const focused = useEditor((s) => s.focusId === id)
  const beside = useEditor((s) => s.shown.alternatives.filter((one) => one.messageId === id).length)
  const open = useEditor((s) => s.besideId === id)
  const mine = useMemo(() => problems.filter((p) => p.messageIndex === index), [problems, index])
  const own = new Set(tags.filter((tag) => tag.messageId === id).map((tag) => tag.tagId))
  const allTags = groups.flatMap((g) => g.tags)
  const set = (tagId: string, on: boolean) =>
    attempt(() => session.act(tagEdits(tags, groups, tagId, id, on)))
  return (
    <div
      className={clsx(
        'grid content-start gap-1.5 text-xs text-ink-3',
        !below && 'max-lg:col-start-2 max-sm:col-start-1',
      )}
    >
      <WritesHere messageId={id} />
      {muted && <p className="pt-1">{t('contextOnly')}</p>}
      {mine.map((problem) => {
        const { title, remedy } = sentence(problem)
        return (
          <div
            key={problem.code}
            className={
              problem.severity === 'error'
                ? 'rounded-md bg-bad-soft px-2 py-1.5 text-bad'
                : 'rounded-md bg-warn-soft px-2 py-1.5 text-warn'
            }
          >
            <b className="block">{title}</b>
            {remedy}
          </div>
        )
      })}
      {Findings && <Findings messageId={id} />}
      {beside > 0 && !(focused && mayEdit) && (
        <button
          type="button"
          aria-expanded={open}
          className="justify-self-start rounded-md px-1 py-0.5 hover:bg-hover hover:text-ink"
          onClick={() => turnAlternatives(session, id)}
        >
          {t('alternatives', { count: beside })}
        </button>
      )}
      <ul className="flex flex-wrap gap-x-2 gap-y-1">
        {allTags
          .filter((tag) => own.has(tag.id))
          .map((tag) => (
            <li key={tag.id} className="inline-flex items-center gap-1 text-ink-2">
              <Swatch color={tag.color} />
              {tag.name}
              {mayEdit && (
                <IconButton
                  size="sm"
                  className="size-5"
                  label={t('removeTag', { tag: tag.name })}
                  onClick={() => set(tag.id, false)}
                >
                  <X />
                </IconButton>
              )}
            </li>
          ))}
      </ul>
      {focused && mayEdit && allTags.length > 0 && (
        <Menu
          align="start"
          trigger={
            <button
              type="button"
              className="inline-flex items-center gap-1 justify-self-start rounded-md px-1 py-0.5 text-ink-3 hover:bg-hover hover:text-ink"
            >
              <Plus className="size-3" aria-hidden="true" />
              {t('tagTurn')}
            </button>
          }
        >
          {allTags.map((tag) => (
            <MenuItem
              key={tag.id}
              icon={<Swatch color={tag.color} />}
              keys={tag.key ? `shift+${tag.key}` : undefined}
              onSelect={() => set(tag.id, !own.has(tag.id))}
            >
              {own.has(tag.id) ? t('removeTag', { tag: tag.name }) : tag.name}
            </MenuItem>
          ))}
        </Menu>
      )}
    </div>
  )
}
