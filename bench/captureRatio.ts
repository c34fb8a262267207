import { ortRuntime } from '../cli/ortRuntime.ts'
import type { Tensor } from '../core/index.ts'
import type { Measurement } from './measurement.ts'
import { minilmBytes, openMinilm, textOf } from './minilm.ts'
import { bestOfTurns } from './timing.ts'

const lengths = [128, 512]
const patience = 10

/** Capturing every layer of MiniLM against a plain run of the untouched graph: the same process, by turns. */
export async function captureRatio(): Promise<Measurement[]> {
  const model = await openMinilm()
  const plain = await ortRuntime().load({ parts: [minilmBytes()] })
  const measurements: Measurement[] = []
  for (const tokens of lengths) {
    const { encoding } = textOf(model, tokens)
    const row = (values: Iterable<number>): Tensor => ({ type: 'int64', dims: [1, encoding.tokens.length], data: BigInt64Array.from(values, BigInt) })
    const feeds = {
      input_ids: row(encoding.tokens.map(({ id }) => id)),
      attention_mask: row(encoding.tokens.map(() => 1)),
      token_type_ids: row(encoding.segments),
    }
    const [captured, run] = await bestOfTurns(patience, () => model.capture(encoding), () => plain.run(feeds, ['last_hidden_state']))
    measurements.push({
      what: `capture of all layers, ${encoding.tokens.length} tokens`, measured: captured / run, bound: 1.1, unit: 'x',
      detail: `${captured.toFixed(0)} ms against ${run.toFixed(0)} ms plain`,
    })
  }
  await Promise.all([model.dispose(), plain.dispose()])
  return measurements
}
