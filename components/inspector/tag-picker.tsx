'use client'

import clsx from 'clsx'
import { useTranslations } from 'next-intl'
import { useEditor, useSurroundings } from '@/components/editor/session-context'
import { Kbd } from '@/components/ui/kbd'
import { Swatch } from '@/components/ui/swatch'
import { tagEdits } from '@/lib/examples/tag-edits'

/** The tags of the open example, by group, with their digit keys. */
export function TagPicker() {
  const t = useTranslations('inspector')
  const { session, groups, mayEdit, attempt } = useSurroundings()
  const tags = useEditor((s) => s.shown.tags)
  const own = new Set(tags.filter((tag) => tag.messageId === null).map((tag) => tag.tagId))
  return groups.map((group) => (
    <fieldset key={group.id} className="border-line border-b px-4 py-3.5">
      <legend className="float-left mb-2 flex w-full items-center justify-between text-xs font-semibold">
        {group.name}
        <small className="font-normal text-2xs text-ink-3">{t(`kind.${group.kind}`)}</small>
      </legend>
      <div className="clear-both grid gap-px">
        {group.tags.map((tag) => {
          const on = own.has(tag.id)
          return (
            <button
              key={tag.id}
              type="button"
              aria-pressed={on}
              disabled={!mayEdit}
              title={tag.description || undefined}
              onClick={() => attempt(() => session.act(tagEdits(tags, groups, tag.id, null, !on)))}
              className={clsx(
                'relative flex min-h-7 items-center gap-2 rounded-md px-1.5 py-1 text-left pointer-coarse:min-h-10',
                on ? 'bg-sunken font-[550]' : 'hover:bg-hover',
              )}
            >
              <Swatch color={tag.color} />
              <span className="min-w-0 flex-1 truncate">{tag.name}</span>
              {on && <span className="sr-only">{t('chosen')}</span>}
              {tag.key && (
                <span aria-hidden="true">
                  <Kbd keys={tag.key} />
                </span>
              )}
            </button>
          )
        })}
      </div>
    </fieldset>
  ))
}
