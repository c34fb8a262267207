import type { AttentionSlice } from '../../protocol/attention.ts'
import { hideSpecial } from '../../protocol/hideSpecial.ts'
import { specialModeOf, type Session } from '../sessions/session.ts'
import { shownUnits } from '../sessions/units.ts'

const known = new WeakMap<AttentionSlice, { readonly mode: string; readonly slice: AttentionSlice }>()

/** The weights of a session as they are shown, special tokens as the session has them; worked out once for a slice and mode. */
export function shownSlice(session: Session): AttentionSlice | undefined {
  const { shown } = session
  if (!shown?.slice) return undefined
  const mode = specialModeOf(session)
  if (mode === 'show') return shown.slice
  const before = known.get(shown.slice)
  if (before?.mode === mode) return before.slice
  const slice = hideSpecial(shown.slice, shownUnits(shown).list.map(({ special }) => special), mode)
  known.set(shown.slice, { mode, slice })
  return slice
}
