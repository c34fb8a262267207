import type { AttentionSlice, HeadChoice, LayerSummary } from '../../../protocol/attention.ts'
import { hasHeads, oneHead, isPool, sameChoice } from '../../../protocol/choice.ts'
import type { HeadSettings } from '../../state/headSettings.ts'

/** A choice and the place of its colour; the chosen head has the first. */
export interface ShownHead {
  readonly choice: HeadChoice
  readonly colour: number
}

/** The chosen head and those of its layer beside it. */
export function shownHeads(choice: HeadChoice, { beside }: HeadSettings, layers: readonly LayerSummary[]): readonly ShownHead[] {
  const { layer } = choice
  if (isPool(layer) || !hasHeads(choice)) return [{ choice, colour: 0 }]
  const others = beside.flatMap((head, place): ShownHead[] =>
    head === null || head === choice.head || head >= layers[layer]!.heads ? [] : [{ choice: oneHead(choice, layer, head), colour: place + 1 }])
  return [{ choice, colour: 0 }, ...others]
}

/** Those of them whose weights are here. */
export function loadedHeads(shown: readonly ShownHead[], slices: readonly AttentionSlice[]): readonly { readonly slice: AttentionSlice; readonly colour: number }[] {
  return shown.flatMap(({ choice, colour }) => {
    const slice = slices.find((one) => sameChoice(one.choice, choice))
    return slice ? [{ slice, colour }] : []
  })
}
