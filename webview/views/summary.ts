import { hasHeads } from '../../protocol/choice.ts'
import { chosenLayers } from '../../protocol/families.ts'
import type { ViewName } from '../../protocol/views.ts'
import { t } from '../l10n/translate.ts'
import { sayLayer } from '../state/layerNames.ts'
import { orderHeads } from '../state/modelOrder.ts'
import { patchWeights, sayPatch, specialInPicture } from '../state/patches.ts'
import { sayChoice, sayCount, sayPair, sayToken } from '../state/phrases.ts'
import { shownSlice } from '../state/shownSlice.ts'
import { unitsOf } from '../state/units.ts'
import { strongestPair } from '../state/weights.ts'
import { contextSentence } from './context/contextSentence.ts'
import { sayStatistic, statisticWords } from './model/statisticWords.ts'
import { surprisalSentence } from './predictions/surprisalWords.ts'
import { strongestOfText } from './steps/keyOrder.ts'
import { worldSentence } from './world/worldSentence.ts'
import type { Panes } from './viewPanes.ts'

const sentences: Partial<Record<ViewName, (panes: Panes) => string>> = { heatmap, heads, layer, model, steps, context, predictions, picture, world: worldSentence }

/** What the view in sight shows, in a sentence with its numbers: for those who do not see it. */
export function summary(panes: Panes): string {
  return sentences[panes.navigation.view]?.(panes) ?? ''
}

function context({ live: { comparing: { found }, groups }, labels }: Panes): string {
  return found && found.of.groups === groups && found.of.chosen.length > 0 ? contextSentence(found.table, labels) : ''
}

function predictions({ live }: Panes): string {
  const { found } = live.predicting
  return found ? surprisalSentence(found, unitsOf({ ...live, groups: null }).labels) : ''
}

function heatmap(panes: Panes): string {
  return t('Heatmap of {0}: {1}; strongest pair {2}.', sayChoice(panes.slice.choice, panes.live.analysis.layers), count(panes), pair(panes))
}

function heads(panes: Panes): string {
  return t('Lines of {0}: {1}; strongest pair {2}.', sayChoice(panes.slice.choice, panes.live.analysis.layers), count(panes), pair(panes))
}

function layer(panes: Panes): string {
  const { slice: { choice }, live: { analysis: { layers } } } = panes
  const [shown = 0] = chosenLayers(choice, layers)
  return t('{0} heads of {1}; the strongest pair of {2} is {3}.', layers[shown]!.heads, sayLayer(shown, layers), sayChoice(choice, layers), pair(panes))
}

function count({ slice: { grouping = 'tokens' }, labels }: Panes): string {
  return sayCount(grouping, labels.length)
}

function pair({ slice, units: { list }, session: { direction, special = 'show' }, labels }: Panes): string {
  const strongest = strongestPair(shownSlice(slice, list, special), list)
  if (!strongest) return t('none between tokens of the text')
  const { query, key, weight } = strongest
  const [row, column] = direction === 'attendsTo' ? [query, key] : [key, query]
  return sayPair(direction, sayToken(labels[row]), sayToken(labels[column]), weight)
}

function picture({ slice, units: { list }, session, live: { analysis: { patches, layers } }, labels, focused }: Panes): string {
  const { direction, picture } = session
  const special = specialInPicture(session, list, focused)
  const found = patches && focused.length === 1 ? patchWeights(shownSlice(slice, list, special), direction, focused, patches) : null
  if (!patches || !picture || !found) return ''
  const strongest = patches.first + found.weights.indexOf(found.weights.reduce((most, weight) => Math.max(most, weight)))
  const [from, to] = [focused[0]!, strongest].map((token) => sayPatch(patches, token, labels)) as [string, string]
  return t('Picture {0}, {1}, {2} x {3} patches: the strongest is {4}.', picture.name, sayChoice(slice.choice, layers), patches.rows, patches.columns,
    sayPair(found.direction, from, to, found.weights[strongest - patches.first]!))
}

function model({ slice: { choice }, live: { statistics, analysis: { layers } }, navigation: { order } }: Panes): string {
  const count = layers.reduce((sum, { heads }) => sum + heads, 0)
  const [first] = orderHeads(layers, statistics, order)
  const value = first?.value ?? null
  if (first && order.by !== 'layer' && value !== null) {
    const { layer, head } = first
    return t('{0} heads of {1} layers by {2}; first is {3}, head {4} with {5}.',
      count, layers.length, statisticWords[order.by].label, sayLayer(layer, layers), head + 1, sayStatistic(order.by, value))
  }
  return hasHeads(choice) ? t('{0} heads of {1} layers; {2} is chosen.', count, layers.length, sayChoice(choice, layers))
    : t('{0} heads of {1} layers.', count, layers.length)
}

/** Of tokens, also where the other views show groups of them; empty until the steps are here. */
function steps({ live }: Panes): string {
  const { found } = live.stepping
  if (!found) return ''
  const { labels } = unitsOf({ ...live, groups: null })
  const key = strongestOfText(found.weights, (token) => live.analysis.tokens[token]?.special === true)
  return t('Steps of {0}: {1}.', sayChoice(found, live.analysis.layers), sayPair('attendsTo', sayToken(labels[found.token]), sayToken(labels[key]), found.weights[key]!))
}
