import type { HeadChoice, LayerSummary, Measure } from '../../protocol/attention.ts'
import { isMixed } from '../../protocol/families.ts'
import { fitChoice, measureNames, poolNames, sameChoice } from '../../protocol/choice.ts'

/** All choices that these layers have, measure by measure, each once. */
export function choicesOf(layers: readonly LayerSummary[]): readonly { readonly measure: Measure; readonly choices: readonly HeadChoice[] }[] {
  const measures = isMixed(layers) ? measureNames.filter((name) => name === 'weights' || name === 'norms') : measureNames
  return measures.map((measure) => {
    const own = layers.flatMap(({ heads }, layer): HeadChoice[] => [
      ...Array.from({ length: heads }, (_, head): HeadChoice => ({ layer, head, measure })),
      ...poolNames.map((head): HeadChoice => ({ layer, head, measure })),
    ])
    const pooled = poolNames.map((pool): HeadChoice => ({ layer: pool, head: pool, measure }))
    const fitted = (measure === 'weights' && !isMixed(layers) ? [...own, ...pooled] : own).map((choice) => fitChoice(choice, layers))
    return { measure, choices: fitted.filter((choice, index) => index === 0 || !sameChoice(choice, fitted[index - 1])) }
  })
}
