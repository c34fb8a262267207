import { joinParts, npzParts, textArray, type CapturedTensor, type NpyArray } from '../../core/index.ts'
import type { EngineCalls } from '../../protocol/engine.ts'
import type { TokenSpan } from '../../protocol/attention.ts'
import { fits } from './allWeights.ts'

type Npz = EngineCalls['npz']

/** The archive of an export: what it is of, its tokens, what is shown between which units, and the layers' weights where they fit. */
export function npzOf({ about, shown, labels, most }: Npz['request'], tokens: readonly TokenSpan[], layers: readonly CapturedTensor[]): Npz['reply'] {
  const whole = layers.length > 0 && fits(layers, most)
  const numbers = (name: string, values: readonly number[], shape = [values.length]): NpyArray => ({ name, shape, data: Int32Array.from(values) })
  const bytes = joinParts(npzParts([
    ...Object.entries(about).map(([name, text]) => textArray(name, [text], [])),
    textArray('tokens', tokens.map(({ text }) => text)),
    numbers('tokens.ids', tokens.map(({ id }) => id)),
    numbers('tokens.spans', tokens.flatMap(({ start, end }) => [start, end]), [tokens.length, 2]),
    numbers('tokens.special', tokens.map(({ special }) => Number(special))),
    textArray('shown.labels', labels),
    { name: 'shown', shape: [shown.queries, shown.keys], data: shown.weights },
    ...(whole ? layers : []),
  ]))
  return { bytes, whole }
}
