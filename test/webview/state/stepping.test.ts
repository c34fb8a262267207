import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ChangedStep, StepThrough } from '../../../protocol/steps.ts'
import { noNeeds } from '../../../webview/state/needs.ts'
import { liveOf } from '../../../webview/state/pageState.ts'
import type { StepNeed } from '../../../webview/state/stepping.ts'
import { reply, session, slice } from './session.ts'
import { settled, start } from './startController.ts'

const key = { id: 'a', version: 1 }
const found = (layer: number, head: number, token: number): StepThrough =>
  ({ layer, head, token, keyCount: 2, heads: 3, weights: Float32Array.of(0.5, 0.5), missing: {} })
const changed: ChangedStep = { scores: Float32Array.of(0, 1), weights: Float32Array.of(0.3, 0.7), context: Float32Array.of(1) }
const refusal = (message: string) => Object.assign(new Error(message), { failure: { message, blame: 'input' } })

/** A page that shows its first head. */
async function shown() {
  const started = start()
  started.show(session())
  await started.answer(started.last(), reply())
  await started.answer(started.last(), slice({ layer: 0, head: 0 }))
  const stepping = () => liveOf(started.controller.state)!.stepping
  const need = (steps: StepNeed | null) => { started.controller.need({ ...noNeeds, steps }) }
  return { ...started, stepping, need }
}

test('steps are asked for with the chosen token, their progress is told beside the picture, and then what a change makes of them', async () => {
  const { need, last, answer, stepping, controller, asked } = await shown()
  need({ choice: { layer: 1, head: 2, query: 1 }, change: { window: 1 } })
  assert.deepEqual([last().call, last().request], ['steps', { key, layer: 1, head: 2, query: 1 }])
  last().options.onProgress({ phase: 'run' })
  assert.deepEqual([stepping().progress, controller.state.run.phase], [{ phase: 'run' }, 'idle'])
  await answer(last(), found(1, 2, 1))
  assert.deepEqual([stepping().progress, stepping().found!.head], [null, 2])
  assert.deepEqual([last().call, last().request], ['whatIf', { key, layer: 1, head: 2, query: 1, change: { window: 1 } }])
  await answer(last(), changed)
  assert.deepEqual(stepping().changed, { of: { choice: { layer: 1, head: 2, query: 1 }, change: { window: 1 } }, result: changed })
  const calls = asked.length
  need({ choice: { layer: 1, head: 2, query: 1 }, change: { window: 1 } })
  assert.equal(asked.length, calls)
})

test('another token of the layer under way waits for it; another layer does not', async () => {
  const { need, last, answer, asked } = await shown()
  need({ choice: { layer: 0, head: 0, query: 0 }, change: null })
  const first = last()
  need({ choice: { layer: 0, head: 1, query: 1 }, change: null })
  assert.equal(last(), first)
  assert.equal(first.options.signal.aborted, false)
  await answer(first, found(0, 0, 0))
  assert.deepEqual(last().request, { key, layer: 0, head: 1, query: 1 })
  need({ choice: { layer: 1, head: 0, query: 0 }, change: null })
  assert.equal(asked.at(-2)!.options.signal.aborted, true)
  assert.deepEqual(last().request, { key, layer: 1, head: 0, query: 0 })
})

test('steps under way come in also while another view is looked at, as long as that needs nothing', async () => {
  const { need, last, answer, stepping, controller, show } = await shown()
  need({ choice: { layer: 0, head: 0, query: 0 }, change: null })
  const first = last()
  need(null)
  assert.equal(first.options.signal.aborted, false)
  await answer(first, found(0, 0, 0))
  assert.equal(stepping().found!.layer, 0)
  need({ choice: { layer: 1, head: 0, query: 0 }, change: null })
  const second = last()
  controller.need({ ...noNeeds, statistics: true })
  assert.deepEqual([second.options.signal.aborted, last().call], [true, 'heads'])
  need({ choice: { layer: 1, head: 0, query: 0 }, change: null })
  const third = last()
  show(null)
  assert.equal(third.options.signal.aborted, true)
})

test('what cannot be stepped through is said, is not asked for again, and leaves the rest of the page alone', async () => {
  const { need, last, stepping, controller, asked } = await shown()
  const first = { choice: { layer: 0, head: 0, query: 0 }, change: null }
  need(first)
  last().reject(refusal('Too long.'))
  await settled()
  assert.deepEqual(stepping().failed, { of: first, failure: { message: 'Too long.', blame: 'input' } })
  assert.equal(controller.state.run.phase, 'idle')
  const calls = asked.length
  need({ ...first })
  assert.equal(asked.length, calls)
  need({ ...first, choice: { layer: 0, head: 1, query: 0 } })
  assert.equal(asked.length, calls + 1)
})

test('a change that cannot be worked out leaves the real steps; another change is asked for', async () => {
  const { need, last, answer, stepping } = await shown()
  const choice = { layer: 0, head: 0, query: 0 }
  need({ choice, change: { unmasked: true } })
  await answer(last(), found(0, 0, 0))
  last().reject(refusal('No.'))
  await settled()
  assert.equal(stepping().failed!.of.change!.unmasked, true)
  assert.equal(stepping().found!.token, 0)
  need({ choice, change: { temperature: 2 } })
  assert.deepEqual([last().call, last().request], ['whatIf', { key, ...choice, change: { temperature: 2 } }])
  await answer(last(), changed)
  assert.deepEqual([stepping().failed, stepping().changed!.result], [null, changed])
})

test('stopped by the person, it stays so until asked for again', async () => {
  const { need, last, stepping, controller, asked, answer } = await shown()
  need({ choice: { layer: 0, head: 0, query: 0 }, change: null })
  const first = last()
  controller.stopSteps()
  assert.equal(first.options.signal.aborted, true)
  assert.equal(stepping().failed!.failure.blame, 'cancelled')
  await answer(first, found(0, 0, 0))
  assert.equal(stepping().found, null)
  const calls = asked.length
  controller.resumeSteps()
  assert.deepEqual([asked.length, last().call], [calls + 1, 'steps'])
})
