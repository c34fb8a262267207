import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AttentionSlice } from '../../../protocol/attention.ts'
import type { Group } from '../../../protocol/groups.ts'
import { noNeeds } from '../../../webview/state/needs.ts'
import { liveOf } from '../../../webview/state/pageState.ts'
import { unitsOf } from '../../../webview/state/units.ts'
import { reply, session, slice } from './session.ts'
import { start } from './startController.ts'

const choice = { layer: 0, head: 0 }
const groups = (): Group[] => [{ label: 'a b', tokens: [0, 1] }]
const between = (): AttentionSlice => ({ choice, grouping: 'words', queries: 1, keys: 1, weights: Float32Array.of(1) })

/** A controller that shows the tokens of "a b". */
async function shown() {
  const it = start()
  it.show(session())
  await it.answer(it.last(), reply())
  await it.answer(it.last(), slice(choice))
  return it
}

test('groups are asked for with the slice, which is drawn with their names; until then the tokens stay', async () => {
  const { controller, show, last, answer } = await shown()
  show(session({ grouping: 'words', groups: groups() }))
  assert.deepEqual(last().request, { key: { id: 'a', version: 1 }, choice, grouping: 'words', groups: groups() })
  assert.deepEqual(unitsOf(liveOf(controller.state)!).labels, ['a', 'b'])
  await answer(last(), between())
  const live = liveOf(controller.state)!
  assert.deepEqual([live.slice, live.slices], [between(), [between()]])
  assert.deepEqual(unitsOf(live), {
    list: [{ id: 0, text: 'a b', start: 0, end: 3, special: false }], labels: ['a b'], tokens: [[0, 1]],
  })
})

test('the same groups said again ask for nothing; others, and none, ask anew', async () => {
  const { show, asked, last, answer, controller } = await shown()
  show(session({ grouping: 'words', groups: groups() }))
  await answer(last(), between())
  const { length } = asked
  show(session({ grouping: 'words', groups: groups(), focus: [0] }))
  assert.equal(asked.length, length)
  show(session({ grouping: 'words', groups: [{ label: 'a', tokens: [0] }, { label: 'b', tokens: [1] }] }))
  assert.equal(asked.length, length + 1)
  show(session())
  assert.deepEqual(last().request, { key: { id: 'a', version: 1 }, choice })
  await answer(last(), slice(choice))
  assert.equal(liveOf(controller.state)?.groups, null)
})

test('what comes in beside the chosen slice is between the same groups, and gone with them', async () => {
  const { controller, show, last, answer } = await shown()
  const beside = { layer: 0, head: 1 }
  controller.need({ ...noNeeds, slices: [beside] })
  await answer(last(), slice(beside))
  assert.equal(liveOf(controller.state)!.slices.length, 2)
  show(session({ grouping: 'words', groups: groups() }))
  assert.equal(liveOf(controller.state)!.slices.length, 1)
  await answer(last(), between())
  assert.deepEqual(last().request, { key: { id: 'a', version: 1 }, choice: beside, grouping: 'words', groups: groups() })
})

test('a pair goes to the engine, and its second text has its own labels', async () => {
  const { controller, show, last, answer } = start()
  show(session({ text: 'ж', pair: 'ц' }))
  const { text, pair } = last().request as { text: string; pair?: string }
  assert.deepEqual([text, pair], ['ж', 'ц'])
  const token = (segment: number) => ({ id: 1, text: 'Ð', start: 0, end: 1, special: false, segment })
  const given = reply()
  await answer(last(), { ...given, analysis: { ...given.analysis, tokens: [token(0), token(1)] } })
  await answer(last(), slice(choice))
  assert.match(unitsOf(liveOf(controller.state)!).labels.join(' '), /^ж\S? ц\S?$/)
})

test('to give up a slice under way brings back the choice of the one that is there', async () => {
  const { controller, show, last, posted } = await shown()
  show(session({ choice: { layer: 1, head: 'mean', measure: 'flow' } }))
  last().options.onProgress({ phase: 'run', done: 0.25 })
  assert.deepEqual(controller.state.run, { phase: 'running', key: { id: 'a', version: 1 }, progress: { phase: 'run', done: 0.25 } })
  controller.cancel()
  assert.deepEqual(posted.at(-1), { type: 'choose', choice })
  show(session())
  assert.equal(last().options.signal.aborted, true)
  assert.deepEqual(controller.state.run, { phase: 'idle' })
})
