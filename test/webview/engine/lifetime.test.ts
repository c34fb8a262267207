import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { ModelSource } from '../../../protocol/model.ts'
import { bundledMiniLm, openLab, type OpenLab } from './openLab.ts'

let opened: OpenLab
before(async () => {
  opened = await openLab()
})
after(() => opened.close())

const cat = 'The cat sat on the mat.'
/** Long enough for a run to be under way when it is cancelled. */
const long = 'The old clock in the hall struck nine before anyone had come down to breakfast. '.repeat(40)
let sessions = 0

function requestFor(text: string, model: ModelSource, id = `session ${String(++sessions)}`, version = 1) {
  return { key: { id, version }, text, model, backend: 'wasm' as const }
}

async function assertWorks(): Promise<void> {
  const request = requestFor(cat, bundledMiniLm(opened))
  const { reply, failure } = await opened.page.evaluate((given) => lab.analyse(given), request)
  assert.equal(failure, undefined)
  assert.equal(reply!.analysis.tokens.length, 9)
  const slice = await opened.page.evaluate((given) => lab.slice(given), { key: request.key, choice: { layer: 2, head: 4 } })
  const first = slice.reply!.weights.slice(0, 9)
  assert.ok(Math.abs(first.reduce((sum, weight) => sum + weight, 0) - 1) < 1e-5)
}

const workers = () => opened.page.evaluate(() => lab.workers.length)
const restart = () => opened.page.evaluate(() => {
  lab.restart()
})

test('phases are reported in their order, and a loaded model is not loaded again', async () => {
  const model = bundledMiniLm(opened)
  const first = await opened.page.evaluate((given) => lab.analyse(given), requestFor(cat, model))
  assert.deepEqual(first.phases, ['download', 'prepare', 'run'])
  assert.ok(first.reply!.analysis.timing.loadMs > 0)
  const second = await opened.page.evaluate((given) => lab.analyse(given), requestFor('A dog.', model))
  assert.deepEqual(second.phases, ['run'])
  assert.equal(second.reply!.analysis.timing.loadMs, 0)
})

test('a download is cancelled at once, and the same worker goes on', async () => {
  await restart()
  const stalled = requestFor(cat, bundledMiniLm(opened, 'stalls'))
  const { failure, phases } = await opened.page.evaluate((given) => lab.analyse(given, 'download'), stalled)
  assert.equal(failure!.blame, 'cancelled')
  assert.deepEqual(phases, ['download'])
  await assertWorks()
  assert.equal(await workers(), 1)
})

test('a run is cancelled at once though it cannot be interrupted, and the next works on a new worker', async () => {
  await opened.page.evaluate(() => {
    lab.restart({ cancelMs: 0 })
  })
  await assertWorks()
  const { failure, phases } = await opened.page.evaluate((given) => lab.analyse(given, 'run'), requestFor(long, bundledMiniLm(opened)))
  assert.equal(failure!.blame, 'cancelled')
  assert.deepEqual(phases, ['run'])
  await opened.page.waitForFunction(() => lab.workers.length === 1)
  await assertWorks()
  assert.equal(await workers(), 2)
})

test('what else was asked of a killed worker is asked of the next, unnoticed', async () => {
  await opened.page.evaluate(() => {
    lab.restart({ cancelMs: 0 })
  })
  const kept = requestFor(cat, bundledMiniLm(opened))
  await opened.page.evaluate((given) => lab.analyse(given), kept)
  const [cancelled, waiting] = await opened.page.evaluate(
    ([one, other]) => Promise.all([lab.analyse(one!, 'run'), lab.analyse(other!)]),
    [requestFor(long, bundledMiniLm(opened)), requestFor('A dog.', bundledMiniLm(opened))],
  )
  assert.equal(cancelled.failure!.blame, 'cancelled')
  assert.equal(waiting.reply!.analysis.tokens.length, 5)
  const slice = await opened.page.evaluate((given) => lab.slice(given), { key: kept.key, choice: { layer: 0, head: 0 } })
  assert.equal(slice.reply!.keys, 9)
  assert.equal(await workers(), 2)
})

test('a call is answered though another, that had its text analysed again, is given up', async () => {
  await opened.page.evaluate(() => {
    lab.restart({ cancelMs: 200 })
  })
  const [text, other] = [requestFor(cat, bundledMiniLm(opened)), requestFor(long, bundledMiniLm(opened))]
  const { failure } = await opened.page.evaluate(async ([one, two]) => {
    await lab.analyse(one!)
    return lab.analyse(two!, 'run')
  }, [text, other])
  assert.equal(failure!.blame, 'cancelled')
  await opened.page.waitForTimeout(400)
  const keys = await opened.page.evaluate(async ({ key }) => {
    const ask = { key, choice: { layer: 0, head: 0 } }
    const given = new AbortController()
    return new Promise<number>((answered, failed) => {
      const next = () => {
        given.abort()
        lab.engine.slice(ask).then((slice) => { answered(slice.keys) }, failed)
      }
      lab.engine.slice(ask, { signal: given.signal, onProgress: ({ phase }) => { if (phase === 'run' && !given.signal.aborted) next() } }).catch(() => undefined)
    })
  }, text)
  assert.equal(keys, 9)
})

test('a newer analysis of a session cancels the older one', async () => {
  await restart()
  const model = bundledMiniLm(opened)
  const [older, newer] = await opened.page.evaluate(
    ([one, other]) => Promise.all([lab.analyse(one!), lab.analyse(other!)]),
    [requestFor(long, model, 'superseded', 1), requestFor(cat, model, 'superseded', 2)],
  )
  assert.equal(older.failure!.blame, 'cancelled')
  assert.equal(newer.reply!.analysis.tokens.length, 9)
  const choice = { layer: 0, head: 0 }
  const late = await opened.page.evaluate((given) => lab.slice(given), { key: { id: 'superseded', version: 1 }, choice })
  assert.equal(late.failure!.blame, 'cancelled')
  const current = await opened.page.evaluate((given) => lab.slice(given), { key: { id: 'superseded', version: 2 }, choice })
  assert.equal(current.reply!.keys, 9)
})

test('sessions do not disturb one another', async () => {
  const model = bundledMiniLm(opened)
  const texts = ['One.', 'One two.', 'One two three.']
  const requests = texts.map((text) => requestFor(text, model))
  const outcomes = await opened.page.evaluate((given) => Promise.all(given.map((one) => lab.analyse(one))), requests)
  assert.deepEqual(outcomes.map(({ reply }) => reply!.analysis.tokens.length), [4, 5, 6])
  const keys = requests.map(({ key }) => ({ key, choice: { layer: 5, head: 0 } }))
  const slices = await opened.page.evaluate((given) => Promise.all(given.map((one) => lab.slice(one))), keys)
  assert.deepEqual(slices.map(({ reply }) => reply!.keys), [4, 5, 6])
})

test('a released session is forgotten', async () => {
  const request = requestFor(cat, bundledMiniLm(opened))
  await opened.page.evaluate((given) => lab.analyse(given), request)
  await opened.page.evaluate((id) => {
    lab.engine.release(id)
  }, request.key.id)
  const { failure } = await opened.page.evaluate((given) => lab.slice(given), { key: request.key, choice: { layer: 0, head: 0 } })
  assert.equal(failure!.blame, 'cancelled')
})

test('cancelling what waits leaves the run before it alone', async () => {
  await opened.page.evaluate(() => {
    lab.restart({ cancelMs: 0 })
  })
  await assertWorks()
  const [running, waiting] = await opened.page.evaluate(async ([one, other]) => {
    let cancel = (): void => undefined
    const begun = new Promise<void>((resolve) => (cancel = resolve))
    const first = lab.engine.analyse(one!, { onProgress: ({ phase }) => { if (phase === 'run') cancel() } })
    const controller = new AbortController()
    const second = lab.engine.analyse(other!, { signal: controller.signal }).then(() => 'answered', (error: unknown) => String(error))
    await begun
    controller.abort()
    return [(await first).analysis.tokens.length, await second]
  }, [requestFor(long, bundledMiniLm(opened)), requestFor(cat, bundledMiniLm(opened))])
  assert.equal(running, 512)
  assert.match(String(waiting), /Cancelled/)
  assert.equal(await workers(), 1)
})

test('without any session the worker ends, and the next call starts a new one', async () => {
  await opened.page.evaluate(() => {
    lab.restart({ idleMs: 0 })
  })
  const request = requestFor(cat, bundledMiniLm(opened))
  await opened.page.evaluate((given) => lab.analyse(given), request)
  const ended = opened.page.workers().at(-1)!.waitForEvent('close')
  await opened.page.evaluate((id) => {
    lab.engine.release(id)
  }, request.key.id)
  await ended
  await assertWorks()
  assert.equal(await workers(), 2)
})

test('a worker that ends by itself is noticed, said, and replaced', async () => {
  await opened.page.evaluate(() => {
    lab.restart({ pingMs: 1000 })
  })
  await assertWorks()
  const stalled = opened.page.evaluate((given) => lab.analyse(given), requestFor(cat, bundledMiniLm(opened, 'stalls')))
  await opened.page.workers().at(-1)!.evaluate(() => {
    self.close()
  })
  const { failure } = await stalled
  assert.equal(failure!.blame, 'internal')
  assert.match(failure!.message, /attention engine stopped \(it no longer answers\); show the attention again/)
  await assertWorks()
  assert.equal(await workers(), 2)
})

test('an uncaught error in the worker is said, and the next call works', async () => {
  await restart()
  await assertWorks()
  const stalled = opened.page.evaluate((given) => lab.analyse(given), requestFor(cat, bundledMiniLm(opened, 'stalls')))
  await opened.page.workers().at(-1)!.evaluate(() => {
    setTimeout(() => {
      throw new Error('out of tokens')
    })
  })
  const { failure } = await stalled
  assert.equal(failure!.blame, 'internal')
  assert.match(failure!.message, /attention engine stopped \(.*out of tokens\)/)
  await assertWorks()
})

test('disposing rejects what is pending', async () => {
  await restart()
  const [pending] = await opened.page.evaluate(
    (given) => Promise.all([lab.analyse(given), lab.restart()]),
    requestFor(cat, bundledMiniLm(opened)),
  )
  assert.equal(pending.failure!.blame, 'cancelled')
  await assertWorks()
})
