import { planOverlay } from '../src/overlay/planOverlay.ts'
import { focusTokens } from '../src/sessions/focusTokens.ts'
import { reduceSession } from '../src/sessions/reduceSession.ts'
import type { Measurement } from './measurement.ts'
import { openMinilm, textOf } from './minilm.ts'
import { shownSession } from './shownSession.ts'
import { percentile, timed } from './timing.ts'

/** From a caret's move to the ranges that the editor is handed, for every offset of a text of 512 tokens, all of it visible. */
export async function caretTime(): Promise<Measurement[]> {
  const model = await openMinilm()
  const { text, encoding } = textOf(model, 512)
  let session = shownSession(text, await model.capture(encoding))
  await model.dispose()
  const times: number[] = []
  for (let offset = 0; offset <= text.length; offset++) {
    times.push(await timed(() => {
      const tokens = focusTokens(encoding.tokens, session.run.place, [{ anchor: offset, active: offset }])
      session = reduceSession(session, { type: 'caret', tokens })
      return planOverlay(session, 0, text.length)
    }))
  }
  return [{
    what: 'caret move to decorations, 512 tokens, p95', measured: percentile(times, 0.95), bound: 16, unit: 'ms',
    detail: `${times.length} moves, the slowest ${Math.max(...times).toFixed(1)} ms`,
  }]
}
