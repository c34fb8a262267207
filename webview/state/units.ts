import type { TokenSpan } from '../../protocol/attention.ts'
import type { Group } from '../../protocol/groups.ts'
import { tokenLabel } from '../../protocol/tokenLabel.ts'
import type { Live } from './pageState.ts'

/** What rows and columns of the slices are: tokens, or groups of them. */
export interface Units {
  /** A group as one token over its stretch of the text, special where all its tokens are. */
  readonly list: readonly TokenSpan[]
  /** How each is written. */
  readonly labels: readonly string[]
  /** The tokens of each. */
  readonly tokens: readonly (readonly number[])[]
}

const known = new WeakMap<readonly (TokenSpan | Group)[], Units>()

/** The units of what is drawn; made once for the same tokens or groups. */
export function unitsOf({ groups, analysis: { tokens, target }, text, pair = target?.text }: Pick<Live, 'groups' | 'analysis' | 'text' | 'pair'>): Units {
  const key = groups ?? tokens
  const units = known.get(key) ?? (groups ? groupUnits(groups, tokens) : tokenUnits(tokens, text, pair))
  known.set(key, units)
  return units
}

function tokenUnits(tokens: readonly TokenSpan[], text: string, pair: string | undefined): Units {
  const textOf = ({ segment }: TokenSpan): string => (segment === 1 ? pair ?? text : text)
  return {
    list: tokens,
    labels: tokens.map((token, index) => tokenLabel(tokens, index, textOf(token))),
    tokens: tokens.map((_, index) => [index]),
  }
}

function groupUnits(groups: readonly Group[], tokens: readonly TokenSpan[]): Units {
  const list = groups.map((group): TokenSpan => {
    const members = group.tokens.map((index) => tokens[index]!)
    const [first] = members
    const own = members.filter(({ segment }) => segment === first!.segment)
    return { ...first!, text: group.label, end: Math.max(...own.map(({ end }) => end)), special: members.every(({ special }) => special) }
  })
  return { list, labels: groups.map(({ label }) => label), tokens: groups.map((group) => group.tokens) }
}
