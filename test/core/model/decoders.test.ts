import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ortRuntime } from '../../../cli/ortRuntime.ts'
import { GazeError, openModel } from '../../../core/index.ts'
import { fixtureFolder } from './fixtureFolder.ts'

const runtime = ortRuntime()
const text = 'the cat sat on it.'

for (const past of ['gpt2-optimum_past-eager', 'llama-optimum_past-sdpa', 'qwen3-optimum_past-eager', 'bloom-optimum_past-eager', 'falcon-optimum_past-sdpa', 'phi-optimum_past-sdpa']) {
  const [model] = past.split('-')
  test(`${model} with a cache of keys and values generates what it generates without`, async () => {
    const [cached, whole] = [await openModel(fixtureFolder(past), runtime), await openModel(fixtureFolder(`${model}-torchscript-eager`), runtime)]
    const encoding = cached.encode(text)
    const options = { maxNewTokens: 12 }
    const [a, b] = [await cached.generate(encoding, options), await whole.generate(encoding, options)]
    assert.deepEqual(a.ids, b.ids)
    assert.ok(a.ids.length > 1)
    a.steps.forEach((step, at) => assert.ok(Math.abs(step.modelProbability - b.steps[at]!.modelProbability) < 1e-4))
    // The likeliest token at each place is what generation took there.
    const { tokens: expected } = await whole.predict(a.target, { count: 1 })
    const given = encoding.tokens.length
    const kept = a.target.tokens.slice(given).map(({ id }) => id)
    assert.deepEqual(expected.slice(given - 1).map(({ likeliest }) => likeliest[0]!.id), kept)
    expected.slice(given - 1).forEach(({ surprisal, rank }, at) => {
      assert.equal(rank, 0)
      assert.ok(Math.abs(surprisal + Math.log2(a.steps[at]!.modelProbability)) < 1e-3)
    })
    await cached.dispose()
    await whole.dispose()
  })
}

test('a generation can be followed, cancelled, and begun again', async () => {
  const model = await openModel(fixtureFolder('gpt2-optimum_past-eager'), runtime)
  const encoding = model.encode(text)
  const stop = new AbortController()
  let steps = 0
  const cancelled = model.generate(encoding, { signal: stop.signal, onStep: () => { if (++steps === 3) stop.abort() } })
  await assert.rejects(cancelled, (error) => error instanceof GazeError && error.blame === 'cancelled')
  assert.equal(steps, 3)
  assert.equal((await model.generate(encoding, { maxNewTokens: 4 })).ids.length, 4)
  await model.dispose()
})

test('models that do not decode, or give no logits, say so', async () => {
  const encoder = await openModel(fixtureFolder('bert-torchscript-eager'), runtime)
  await assert.rejects(encoder.generate(encoder.encode(text)), /generates nothing because it is no decoder but an encoder/)
  assert.throws(() => encoder.target('it'), /no encoder-decoder/)
  await encoder.dispose()
})

for (const folder of ['gpt2-optimum_past-eager', 'llama-torchscript-sdpa']) {
  test(`${folder}: drawn one at a time, tokens and attention are those of a whole generation`, async () => {
    const model = await openModel(fixtureFolder(folder), runtime)
    const encoding = model.encode(text)
    const sampling = { temperature: 1.1, topK: 12, topP: 0.9, seed: 5 }
    const whole = await model.generate(encoding, { ...sampling, maxNewTokens: 8, attention: {} })
    const given = encoding.tokens.map(({ id }) => id)
    let ids = given
    for (const [step, { id, probability, modelProbability }] of whole.steps.entries()) {
      const tokens = ids.map((each) => ({ id: each, text: '', start: 0, end: 0, special: false }))
      const { logits, attention } = await model.ahead({ tokens, segments: new Uint8Array(ids.length), sources: new Uint8Array(ids.length) }, { sites: [1] })
      const { drawn, list } = model.draw(logits, { ...sampling, ids, given: given.length, drawn: step, count: 3 })
      assert.equal(drawn.id, id)
      assert.ok(Math.abs(drawn.probability - probability) < 1e-4 && Math.abs(drawn.modelProbability - modelProbability) < 1e-4)
      assert.equal(list.length, 3)
      const [{ shape, data }] = attention as [typeof attention[0]]
      assert.deepEqual(shape.slice(1), [ids.length, ids.length])
      const { shape: all, data: weights } = whole.capture!.attention[1]!
      const row = ids.length - 1
      for (let key = 0; key <= row; key++) assert.ok(Math.abs(data[row * ids.length + key]! - weights[row * all[2] + key]!) < 1e-4)
      ids = [...ids, id]
    }
    assert.ok(model.predicts)
    assert.equal(model.decode(ids.slice(given.length)), whole.text)
    await model.dispose()
  })
}
