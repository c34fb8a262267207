import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noNeeds } from '../../../webview/state/needs.ts'
import { liveOf } from '../../../webview/state/pageState.ts'
import { reply, session, slice, table } from './session.ts'
import { settled, start } from './startController.ts'

test('the page says that it is ready, and asks the engine for nothing without a session', () => {
  const { asked, types, show } = start()
  show(null)
  assert.deepEqual(types(), ['ready'])
  assert.equal(asked.length, 0)
})

test('a session is analysed, then its head is fetched, and the host hears of both', async () => {
  const { controller, show, last, answer, posted } = start()
  show(session({ choice: { layer: 1, head: 2 } }))
  assert.equal(last().call, 'analyse')
  const given = reply()
  await answer(last(), given)
  assert.deepEqual(last().request, { key: { id: 'a', version: 1 }, choice: { layer: 1, head: 2 } })
  const weights = slice({ layer: 1, head: 2 })
  await answer(last(), weights)
  assert.equal(liveOf(controller.state)?.slice, weights)
  assert.deepEqual(posted.slice(1), [
    { type: 'analysed', key: { id: 'a', version: 1 }, analysis: given.analysis },
    { type: 'slice', key: { id: 'a', version: 1 }, slice: weights },
  ])
})

test('a mount that does not report tells the host nothing, and all of it once it does', async () => {
  const { show, last, answer, types } = start()
  show(session(), false)
  await answer(last(), reply())
  await answer(last(), slice({ layer: 0, head: 0 }))
  assert.deepEqual(types(), ['ready'])
  show(session(), true)
  show(session(), true)
  assert.deepEqual(types(), ['ready', 'analysed', 'slice'])
})

test('the same state again asks for nothing new; another caret neither', async () => {
  const { show, asked, last, answer } = start()
  show(session())
  show(session())
  await answer(last(), reply())
  await answer(last(), slice({ layer: 0, head: 0 }))
  show(session({ focus: [1], stale: true, direction: 'attendedBy' }))
  assert.deepEqual(asked.map(({ call }) => call), ['analyse', 'slice'])
})

test('a newer version supersedes: the older call is aborted and its late answer dropped', async () => {
  const { controller, show, asked, answer } = start()
  show(session())
  show(session({ key: { id: 'a', version: 2 }, text: 'c d' }))
  const [old, fresh] = asked
  assert.equal(old!.options.signal.aborted, true)
  assert.equal(fresh!.options.signal.aborted, false)
  await answer(old!, reply())
  assert.equal(controller.state.kept.length, 0)
  await answer(fresh!, reply())
  assert.equal(liveOf(controller.state)?.text, 'c d')
})

test('of many heads chosen in a row only the last is drawn, in whatever order they come', async () => {
  const { controller, show, asked, last, answer } = start()
  show(session())
  await answer(last(), reply())
  show(session({ choice: { layer: 0, head: 1 } }))
  show(session({ choice: { layer: 1, head: 0 } }))
  const [, first, second, third] = asked
  await answer(third!, slice({ layer: 1, head: 0 }))
  await answer(first!, slice({ layer: 0, head: 0 }))
  await answer(second!, slice({ layer: 0, head: 1 }))
  assert.deepEqual(liveOf(controller.state)?.slice?.choice, { layer: 1, head: 0 })
})

test('a head that the model lacks becomes the nearest one, and the host is told', async () => {
  const { show, last, answer, posted } = start()
  show(session({ choice: { layer: 9, head: 9 } }))
  await answer(last(), reply())
  assert.deepEqual(last().request, { key: { id: 'a', version: 1 }, choice: { layer: 1, head: 2 } })
  assert.deepEqual(posted.at(-1), { type: 'choose', choice: { layer: 1, head: 2 } })
})

test('a failure is shown and reported once, and the next run is asked for only by a retry', async () => {
  const { controller, show, asked, last, posted } = start()
  show(session())
  last().reject(Object.assign(new Error(), { failure: { message: 'No.', blame: 'input' } }))
  await settled()
  show(session({ focus: [1] }))
  assert.equal(controller.state.run.phase, 'failed')
  assert.equal(asked.length, 1)
  assert.deepEqual(posted.filter(({ type }) => type === 'failed'), [
    { type: 'failed', key: { id: 'a', version: 1 }, failure: { message: 'No.', blame: 'input' } },
  ])
  controller.retry()
  assert.equal(asked.length, 2)
})

test('a cancelled run is aborted, and a progress that comes late changes nothing', () => {
  const { controller, show, last, say } = start()
  show(session())
  last().options.onProgress({ phase: 'download', loaded: 1, total: 2 })
  say({ type: 'cancel', key: { id: 'a', version: 1 } })
  assert.equal(last().options.signal.aborted, true)
  last().options.onProgress({ phase: 'run' })
  assert.deepEqual(controller.state.run, {
    phase: 'failed', key: { id: 'a', version: 1 }, failure: { message: '', blame: 'cancelled' },
  })
})

test('a cancel for another run, or after the end, is not heard', async () => {
  const { controller, show, last, answer, say } = start()
  show(session())
  say({ type: 'cancel', key: { id: 'a', version: 0 } })
  assert.equal(last().options.signal.aborted, false)
  await answer(last(), reply())
  await answer(last(), slice({ layer: 0, head: 0 }))
  say({ type: 'cancel', key: { id: 'a', version: 1 } })
  assert.equal(controller.state.run.phase, 'idle')
})

test('going back to a session shows it at once; beyond three the oldest is forgotten, and all with the last', async () => {
  const { controller, show, asked, last, answer, released } = start()
  const visit = async (id: string) => {
    show(session({ key: { id, version: 1 } }))
    await answer(last(), reply())
    await answer(last(), slice({ layer: 0, head: 0 }))
  }
  for (const id of ['a', 'b', 'c']) await visit(id)
  show(session({ key: { id: 'a', version: 1 } }))
  assert.equal(asked.length, 6)
  assert.ok(liveOf(controller.state)?.slice)
  await visit('d')
  assert.deepEqual(released, ['b'])
  show(null)
  assert.deepEqual(released.slice(1).sort(), ['a', 'c', 'd'])
})

test('what a view needs comes after the chosen head, silently, and goes when no view needs it', async () => {
  const { controller, show, last, answer, asked } = start()
  show(session())
  controller.need({ ...noNeeds, slices: [{ layer: 0, head: 1 }], statistics: true, pictureSize: 2 })
  await answer(last(), reply())
  assert.deepEqual(last().request, { key: { id: 'a', version: 1 }, choice: { layer: 0, head: 0 } })
  const chosen = slice({ layer: 0, head: 0 })
  await answer(last(), chosen)
  assert.deepEqual([last().call, last().request], ['thumbnails', { key: { id: 'a', version: 1 }, size: 2 }])
  last().options.onProgress({ phase: 'run' })
  assert.equal(controller.state.run.phase, 'idle')
  const pictures = { ...reply().thumbnails, size: 2, pixels: new Uint8Array(24) }
  await answer(last(), pictures)
  assert.equal(last().call, 'heads')
  await answer(last(), table())
  const beside = slice({ layer: 0, head: 1 })
  assert.deepEqual(last().request, { key: { id: 'a', version: 1 }, choice: { layer: 0, head: 1 } })
  await answer(last(), beside)
  const live = liveOf(controller.state)!
  assert.deepEqual([live.slice, live.slices, live.pictures], [chosen, [chosen, beside], pictures])
  const calls = asked.length
  show(session({ choice: { layer: 0, head: 1 } }))
  assert.equal(asked.length, calls, 'a head that is here is chosen without asking')
  assert.equal(liveOf(controller.state)!.slice, beside)
  controller.need(noNeeds)
  assert.deepEqual(liveOf(controller.state)!.slices, [beside])
})

test('a need that cannot be had is said, and given up with the view that has it', async () => {
  const { controller, show, last, answer } = start()
  show(session())
  await answer(last(), reply())
  await answer(last(), slice({ layer: 0, head: 0 }))
  controller.need({ ...noNeeds, statistics: true })
  last().reject(Object.assign(new Error('no'), { failure: { message: 'No.', blame: 'internal' } }))
  await settled()
  assert.equal(controller.state.run.phase, 'failed')
  controller.need(noNeeds)
  assert.equal(controller.state.run.phase, 'idle')
  assert.notEqual(liveOf(controller.state)!.slice, null)
})
