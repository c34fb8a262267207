import type { HeadChoice } from '../../protocol/attention.ts'
import { comparisonNeed } from '../state/comparedUnits.ts'
import { noNeeds, type Needs } from '../state/needs.ts'
import type { Navigation } from '../state/navigation.ts'
import type { Live } from '../state/pageState.ts'
import type { SessionState } from '../../protocol/session.ts'
import { nextNeed } from '../state/predictedPlace.ts'
import { stepNeed } from '../state/stepQuery.ts'
import { shownHeads } from './heads/shownHeads.ts'

/** Sizes of pictures come in steps, so that a page that is resized asks seldom. */
const step = 64
/** Cells along an edge: more than this no tile has pixels for. */
const largest = 256
/** Of all pictures together. */
const mostBytes = 16 * 2 ** 20

/** What the page needs from the engine beside the chosen head. */
export function viewNeeds(
  session: SessionState, navigation: Navigation, live: Live, inSight: readonly HeadChoice[], picturePixels: number,
): Needs {
  const needs = needsOfView(session, navigation, live, inSight, picturePixels)
  return navigation.writing.on && live.analysis.target ? { ...needs, predictions: true } : needs
}

function needsOfView(
  session: SessionState, navigation: Navigation, live: Live, inSight: readonly HeadChoice[], picturePixels: number,
): Needs {
  const { view, heads, order } = navigation
  const { slice, analysis: { layers } } = live
  if (view === 'heads' && slice) return { ...noNeeds, slices: shownHeads(slice.choice, heads, layers).slice(1).map(({ choice }) => choice) }
  if (view === 'steps') return { ...noNeeds, steps: stepNeed(session, navigation, live) }
  if (view === 'context') return { ...noNeeds, comparison: comparisonNeed(session, navigation.context, live) }
  if (view === 'predictions') return { ...noNeeds, predictions: true, next: nextNeed(session, navigation, live) }
  if (view === 'layer' || (view === 'picture' && live.analysis.patches)) return { ...noNeeds, slices: inSight }
  if (view !== 'model') return noNeeds
  const count = layers.reduce((sum, layer) => sum + layer.heads, 0)
  const affordable = Math.floor(Math.sqrt(mostBytes / Math.max(1, count)) / step) * step
  return { ...noNeeds, statistics: order.by !== 'layer', pictureSize: Math.min(largest, affordable, Math.ceil(picturePixels / step) * step) }
}
