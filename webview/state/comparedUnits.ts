import type { SessionState } from '../../protocol/session.ts'
import type { ComparisonNeed } from './comparing.ts'
import type { Live } from './pageState.ts'
import { unitsOf, type Units } from './units.ts'

/** More tokens than this make no picture that can be read. */
export const mostCompared = 5

/** What was chosen to be compared, and of what: another run or grouping counts anew. */
export interface ContextSettings {
  readonly of: string
  readonly chosen: readonly number[]
}

export const initialContextSettings: ContextSettings = { of: '', chosen: [] }

export function readContextSettings({ of, chosen }: Readonly<Record<string, unknown>>): ContextSettings {
  const isUnit = (unit: unknown): unit is number => Number.isInteger(unit) && (unit as number) >= 0
  return typeof of === 'string' && Array.isArray(chosen) && chosen.every(isUnit) ? { of, chosen: chosen.slice(0, mostCompared) } : initialContextSettings
}

/** What a choice is a choice of. */
export function comparisonOf({ key, groups }: Pick<Live, 'key' | 'groups'>, { grouping = 'tokens' }: Pick<SessionState, 'grouping'>): string {
  return `${key.id}\n${String(key.version)}\n${groups ? grouping : 'tokens'}`
}

/** The tokens or groups that are compared: those chosen in the view, else those that the text suggests. */
export function comparisonNeed(session: SessionState, { of, chosen }: ContextSettings, live: Live): ComparisonNeed {
  const units = unitsOf(live)
  const isCurrent = of === comparisonOf(live, session)
  const focus = live.groups === (session.groups ?? null) ? session.focus : []
  return { chosen: isCurrent ? chosen.filter((unit) => unit < units.list.length) : suggested(units, focus), groups: live.groups }
}

/** Those in the editor's focus and every other of the same text; without any, the longest word that comes again; else the first. */
export function suggested({ list, labels }: Units, focus: readonly number[]): readonly number[] {
  const texts = labels.map((label) => label.replace(/^·/, ''))
  const isWord = (unit: number) => !list[unit]!.special && /\p{L}/u.test(texts[unit]!)
  const focused = focus.filter((unit) => unit < list.length)
  if (focused.length > 0) {
    const same = (unit: number) => focused.some((each) => !list[each]!.special && texts[each] === texts[unit])
    const others = list.flatMap((_, unit) => (!focused.includes(unit) && same(unit) ? [unit] : []))
    return [...focused, ...others].slice(0, mostCompared).toSorted((a, b) => a - b)
  }
  const counts = new Map<string, number[]>()
  list.forEach((_, unit) => { if (isWord(unit)) counts.set(texts[unit]!, [...(counts.get(texts[unit]!) ?? []), unit]) })
  const again = [...counts.values()].filter((units) => units.length > 1)
    .sort((a, b) => texts[b[0]!]!.length - texts[a[0]!]!.length || a[0]! - b[0]!)
  const first = list.findIndex(({ special }) => !special)
  return (again[0] ?? (first < 0 ? [] : [first])).slice(0, mostCompared)
}

/** How many more of the same text there are than are compared. */
export function leftOut({ list, labels }: Units, chosen: readonly number[]): number {
  const texts = labels.map((label) => label.replace(/^·/, ''))
  if (chosen.length < mostCompared) return 0
  const [first] = chosen
  if (first === undefined || !chosen.every((unit) => texts[unit] === texts[first])) return 0
  return list.filter((_, unit) => texts[unit] === texts[first]).length - chosen.length
}
