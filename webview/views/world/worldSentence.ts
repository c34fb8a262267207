import { t } from '../../l10n/translate.ts'
import { cellsOf } from '../../state/looked.ts'
import { patchWeights } from '../../state/patches.ts'
import { sayChoice, sayWeight } from '../../state/phrases.ts'
import { sayCellOf, sayMove, sayPlace, sayStop } from '../../state/worldWords.ts'
import type { Panes } from '../viewPanes.ts'
import { gridOf } from './worldLayout.ts'

/** Where the agent is, what it chooses, and what it looks at most. */
export function worldSentence({ session: { episode }, live, slice }: Panes): string {
  const { world, tokens, layers } = live.analysis
  if (!world) return ''
  const { rows, columns, agent, moves, chosen } = world
  const weights = live.groups === null ? patchWeights(slice, 'attendsTo', [agent], gridOf(world)) : null
  const strongest = weights ? weights.weights.indexOf(weights.top) : -1
  const looks = strongest < 0 ? '' : t('Its strongest cell in {0} is the {1}, {2}.', sayChoice(slice.choice, layers), sayCellOf(world, cellsOf(tokens), strongest), sayWeight(weights!.top))
  const stop = sayStop(world, episode?.steps.length ?? 0)
  const { name, probability } = moves[chosen]!
  const chooses = stop ?? t('It chooses {0}, {1}.', sayMove(name), sayWeight(probability))
  const steps = episode?.steps.length ? t('Steps so far: {0}.', episode.steps.length) : ''
  return [t('World of {0} x {1} cells, the agent in {2}.', rows, columns, sayPlace(world, agent)), steps, chooses, looks].filter(Boolean).join(' ')
}
