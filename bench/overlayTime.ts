import { planOverlay } from '../src/overlay/planOverlay.ts'
import type { Measurement } from './measurement.ts'
import { openMinilm, textOf } from './minilm.ts'
import { shownSession } from './shownSession.ts'
import { percentile, timed } from './timing.ts'

/** What we do around the run for a text of 128 tokens: tokens with their spans, thumbnails, slice, messages, overlay. */
export async function overlayTime(): Promise<Measurement[]> {
  const model = await openMinilm()
  const { text, encoding } = textOf(model, 128)
  const capture = await model.capture(encoding)
  const times: number[] = []
  for (let round = 0; round < 60; round++) {
    times.push(await timed(() => planOverlay(shownSession(text, { ...capture, encoding: model.encode(text) }), 0, text.length)))
  }
  await model.dispose()
  return [{
    what: 'tokens, spans, overlay beside the run, 128 tokens', measured: percentile(times, 0.5), bound: 30, unit: 'ms',
    detail: `median of ${times.length}; the first took ${times[0]!.toFixed(1)} ms`,
  }]
}
