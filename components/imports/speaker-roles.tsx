'use client'

import { useTranslations } from 'next-intl'
import { Select } from '@/components/ui/select'
import { Table, Td, Th } from '@/components/ui/table'
import { leaveOut, type SpeakerRole, speakerRole } from '@/lib/formats/schema'
import type { Preview } from '@/lib/imports/schema'
import { type Choice, withRole } from './choice'

/** Who speaks in the file, and which role each becomes. */
export function SpeakerRoles({
  preview,
  choice,
  onChange,
}: {
  preview: Preview
  choice: Choice
  onChange: (choice: Choice) => void
}) {
  const t = useTranslations('imports.speakers')
  const said = new Map(choice.options.roles?.map(({ speaker, role }) => [speaker, role]))
  const speakers = preview.speakers.map((met) => ({ ...met, role: said.get(met.speaker) ?? met.role }))
  const isUnknown = speakers.some(({ role }) => role === null)
  return (
    <section aria-label={t('title')} className="grid gap-2">
      <h2 className="font-semibold text-xs">{t('title')}</h2>
      {isUnknown && <p className="text-warn text-xs">{t('unknown')}</p>}
      <Table label={t('title')}>
        <thead>
          <tr>
            <Th>{t('speaker')}</Th>
            <Th numeric>{t('turns')}</Th>
            <Th>{t('role')}</Th>
          </tr>
        </thead>
        <tbody>
          {speakers.map(({ speaker, count, role }) => (
            <tr key={speaker}>
              <Td className="font-[550]">{speaker || t('blank')}</Td>
              <Td numeric className="tabular-nums">
                {t('count', { count })}
              </Td>
              <Td>
                <Select
                  aria-label={t('roleOf', { speaker })}
                  value={role ?? ''}
                  onChange={(event) =>
                    onChange(withRole(choice, preview.plan, speaker, event.target.value as SpeakerRole))
                  }
                >
                  {role === null && <option value="">{t('choose')}</option>}
                  {speakerRole.options.map((name) => (
                    <option key={name} value={name}>
                      {name === leaveOut ? t('leaveOut') : name}
                    </option>
                  ))}
                </Select>
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  )
}
