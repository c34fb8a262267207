import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { nodeFolder } from '../../../cli/nodeFolder.ts'
import { ortRuntime } from '../../../cli/ortRuntime.ts'
import { openModel, type CapturedTensor } from '../../../core/index.ts'

/* The bundled translator's published figures, from its bundled weights, on sentences with combinations held out of its training. */

interface Row {
  readonly english: string
  readonly spanish: string
  /** Source and target words that belong together. */
  readonly links: readonly (readonly [source: number, target: number])[]
}

const rows = JSON.parse(readFileSync('test/fixtures/translator/heldout.json', 'utf8')) as Row[]
const model = await openModel(nodeFolder('media/models/translator', 'translator'), ortRuntime(), { encoderDecoders: true })
after(() => model.dispose())

test('98 of 100 held-out sentences are translated exactly', async () => {
  const wrong: string[] = []
  for (const { english, spanish } of rows) {
    const { text } = await model.generate(model.encode(english), {})
    if (text !== spanish) wrong.push(`${english} -> ${text}`)
  }
  assert.ok(wrong.length <= 0.02 * rows.length, `${wrong.length} of ${rows.length}:\n${wrong.join('\n')}`)
})

test('the examples are translated', async () => {
  const { text } = await model.generate(model.encode('The cat sat on the mat.'), {})
  assert.equal(text, 'El gato se sentó en la estera.')
  assert.equal((await model.generate(model.encode('The dog chased the ball.'), {})).text, 'El perro persiguió la pelota.')
})

test('two heads align: one the word that is written, one the word just read; gato looks at cat', async () => {
  const errors = { written: 0, read: 0 }
  let links = 0
  for (const row of rows.slice(0, 100)) {
    const { attention } = await model.capture(model.encode(row.english), { target: model.target(row.spanish) })
    const cross = attention.find(({ name }) => name === 'cross.1')!
    for (const target of new Set(row.links.map(([, at]) => at))) {
      const sources = row.links.filter(([, at]) => at === target).map(([source]) => source)
      links++
      if (!sources.includes(strongestKey(cross, 0, target))) errors.written++
      if (!sources.includes(strongestKey(cross, 1, target + 1))) errors.read++
    }
  }
  assert.ok(errors.written / links < 0.02, `${errors.written} of ${links} when written`)
  assert.ok(errors.read / links < 0.05, `${errors.read} of ${links} when read`)
})

/** Which source token a row of one head looks at most. */
function strongestKey({ shape: [, queries, keys], data }: CapturedTensor, head: number, query: number): number {
  const row = data.subarray((head * queries + query) * keys, (head * queries + query + 1) * keys)
  return row.indexOf(Math.max(...row))
}
