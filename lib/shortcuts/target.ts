import type { KeyContext } from './match'

type Place = { closest(selector: string): unknown; isContentEditable?: boolean }

const texts =
  'textarea, select, [role="textbox"], [role="combobox"], [role="searchbox"], ' +
  'input:not([type="checkbox"], [type="radio"], [type="button"], [type="submit"], [type="range"], [type="file"])'
const choices =
  'input[type="radio"], input[type="range"], [role="radio"], [role="tab"], [role="slider"], [role="option"], [role="treeitem"]'
const buttons =
  'a[href], button, summary, input, [role="button"], [role="link"], [role="switch"], [role="checkbox"]'

/** What kind of thing has the focus, for `matchShortcut`. */
export function targetKind(place: Place | null): KeyContext['target'] {
  if (!place) return 'page'
  if (place.isContentEditable || place.closest(texts)) return 'text'
  if (place.closest(choices)) return 'choice'
  return place.closest(buttons) ? 'button' : 'page'
}

/** What is open over the page takes the keys for itself. */
export const overlaySelector = '[role="dialog"], [role="alertdialog"], [role="menu"]'
