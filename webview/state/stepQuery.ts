import type { LayerSummary, TokenSpan } from '../../protocol/attention.ts'
import { shapeOf } from '../../protocol/families.ts'
import type { SessionState } from '../../protocol/session.ts'
import { fitChoice } from '../../protocol/choice.ts'
import type { Navigation } from './navigation.ts'
import type { Live } from './pageState.ts'
import type { StepNeed } from './stepping.ts'
import { isUnchanged } from './stepSettings.ts'

/**
 * The token that is stepped through: the one picked in the view as long as the editor's focus does not say otherwise, else
 * the focused one, the cursor's row, or the first token of the text.
 */
export function stepToken(
  { focus, groups }: Pick<SessionState, 'focus' | 'groups'>, { steps, cursor }: Pick<Navigation, 'steps' | 'cursor'>,
  tokens: readonly TokenSpan[],
): number {
  const tokensOf = (index: number) => (groups ? (groups[index]?.tokens ?? []) : [index])
  const isToken = (token: number) => token < tokens.length
  const focused = focus.flatMap(tokensOf).filter(isToken)
  const { token } = steps
  if (token !== null && isToken(token) && (focused.length === 0 || focused.includes(token))) return token
  const first = focused[0] ?? (cursor ? tokensOf(cursor.row).find(isToken) : undefined)
  return first ?? Math.max(0, tokens.findIndex(({ special }) => !special))
}

/** What is to be stepped through: one head of one layer; null where several are taken together. */
export function stepNeed(session: SessionState, navigation: Navigation, { analysis: { layers, tokens, target } }: Live): StepNeed | null {
  const { layer, head } = fitChoice(session.choice, layers)
  const { change } = navigation.steps
  if (typeof layer !== 'number' || typeof head !== 'number') return null
  const token = stepToken(session, navigation, tokens)
  const query = target ? queryOf(token, layers[layer]!, tokens) : token
  return { choice: { layer, head, query }, change: isUnchanged(change) ? null : change }
}

/** The token itself where the layer of an encoder-decoder has a row of it, else the first one that has. */
function queryOf(token: number, layer: LayerSummary, tokens: readonly TokenSpan[]): number {
  const sourceTokens = tokens.filter(({ segment }) => segment !== 1).length
  const { firstQuery = 0, queries } = shapeOf(layer, sourceTokens, tokens.length - sourceTokens)
  return token >= firstQuery && token < firstQuery + queries ? token : firstQuery
}
