import type { SpecialMode } from '../../protocol/views.ts'
import type { Translate } from '../l10n/translate.ts'

/** What is done with special tokens, said behind their share; empty where they are shown. */
export function saySpecial(mode: SpecialMode, t: Translate): string {
  if (mode === 'show') return ''
  return mode === 'hide' ? t('left out') : t('left out, the rest scaled up')
}
