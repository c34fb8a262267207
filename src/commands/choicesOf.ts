import type { HeadChoice, LayerSummary, Measure } from '../../protocol/attention.ts'
import { familyOf, isMixed, pooledFamilies } from '../../protocol/families.ts'
import { fitChoice, measureNames, poolNames, sameChoice } from '../../protocol/choice.ts'

/** All choices that these layers have, measure by measure, each once. */
export function choicesOf(layers: readonly LayerSummary[]): readonly { readonly measure: Measure; readonly choices: readonly HeadChoice[] }[] {
  return measureNames.map((measure) => {
    const follows = measure === 'rollout' || measure === 'flow'
    const own = layers.flatMap(({ name, heads }, layer): HeadChoice[] => follows && isMixed(layers) && familyOf({ name }).family !== 'encoder' ? [] : [
      ...Array.from({ length: heads }, (_, head): HeadChoice => ({ layer, head, measure })),
      ...poolNames.map((head): HeadChoice => ({ layer, head, measure })),
    ])
    const pools = isMixed(layers) ? pooledFamilies(layers).map((family) => ({ family })) : [{}]
    const pooled = pools.flatMap((of) => poolNames.map((pool): HeadChoice => ({ layer: pool, head: pool, measure, ...of })))
    const fitted = (measure === 'weights' ? [...own, ...pooled] : own).map((choice) => fitChoice(choice, layers))
    return { measure, choices: fitted.filter((choice, index) => index === 0 || !sameChoice(choice, fitted[index - 1])) }
  })
}
