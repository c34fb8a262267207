import assert from 'node:assert/strict'
import { test } from 'node:test'
import { jobQueue } from '../../../webview/worker/jobQueue.ts'

const signal = new AbortController().signal

test('jobs run one at a time, in their order, and a failed one does not stop the next', async () => {
  const inTurn = jobQueue()
  const log: string[] = []
  const job = (name: string) => async () => {
    log.push(`${name} begins`)
    await new Promise((resolve) => setImmediate(resolve))
    log.push(`${name} ends`)
    if (name === 'b') throw new Error('b failed')
    return name
  }
  const results = await Promise.allSettled(['a', 'b', 'c'].map((name) => inTurn(signal, job(name))))
  assert.deepEqual(log, ['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
  assert.deepEqual(results.map(({ status }) => status), ['fulfilled', 'rejected', 'fulfilled'])
})

test('a job that is cancelled while it waits ends before its turn and never runs', async () => {
  const inTurn = jobQueue()
  const controller = new AbortController()
  let finish = (): void => undefined
  const busy = inTurn(signal, () => new Promise<void>((resolve) => (finish = resolve)))
  let ran = false
  const waiting = inTurn(controller.signal, async () => {
    ran = true
  })
  controller.abort()
  await assert.rejects(waiting, { blame: 'cancelled' })
  finish()
  await busy
  await inTurn(signal, async () => undefined)
  assert.equal(ran, false)
})

test('a job whose signal was aborted before is refused', async () => {
  await assert.rejects(jobQueue()(AbortSignal.abort(), async () => 1), { blame: 'cancelled' })
})
