import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { nodeFolder } from '../../../cli/nodeFolder.ts'
import { ortRuntime } from '../../../cli/ortRuntime.ts'
import { openModel, type CapturedTensor } from '../../../core/index.ts'

/* The published figures of the translators that are no Transformers, from their bundled weights, on sentences with combinations held out of their training. */

interface Row {
  readonly english: string
  readonly spanish: string
  /** Source and target words that belong together. */
  readonly links: readonly (readonly [source: number, target: number])[]
}

interface Figures {
  readonly exact: number
  readonly steps: number
  readonly evenly: Readonly<Record<string, readonly [right: number, all: number]>>
  readonly int8: readonly [right: number, all: number]
  readonly alignmentErrorRate: Readonly<Record<string, number>>
  readonly 'The cat sat on the mat.': string
}

const rows = JSON.parse(readFileSync('test/fixtures/translator/heldout.json', 'utf8')) as Row[]
const bundled = JSON.parse(readFileSync('media/models/manifest.json', 'utf8')) as readonly { readonly name: string }[]
const published = JSON.parse(readFileSync('training/translator/figures.json', 'utf8')) as Readonly<Record<string, Figures>>
const kinds = bundled.flatMap(({ name }) => /^translator-(\w+)$/.exec(name)?.[1] ?? [])

test('the page about them says what was measured', () => {
  const lines = readFileSync('docs/ancestors.md', 'utf8').split('\n').filter((line) => line.includes(' % |'))
  const rows = lines.map((line) => line.split('|').slice(2, -1).map((cell) => Number(cell.replace(/[%,\s]/g, ''))))
  assert.equal(rows.length, Object.keys(published).length)
  for (const { exact, steps, evenly } of Object.values(published)) {
    const measured = [...Object.values(evenly).map(([right, all]) => (100 * right) / all), 100 * exact, steps]
    assert.ok(rows.some((row) => row.length === measured.length && row.every((number, at) => Math.abs(number - measured[at]!) <= 0.051)), measured.join(' '))
  }
})

test('all four are there', () => {
  assert.deepEqual(kinds.toSorted(), ['additive', 'convolutional', 'dot', 'none'])
})

for (const kind of kinds) {
  const { int8: [right, all], alignmentErrorRate, 'The cat sat on the mat.': cat } = published[kind]!
  const folder = `media/models/translator-${kind}`

  test(`${kind}: as many held-out sentences are translated exactly as its card says`, async () => {
    const model = await openModel(nodeFolder(folder, kind), ortRuntime(), { encoderDecoders: true })
    const wrong: string[] = []
    for (const { english, spanish } of rows.slice(0, all)) {
      const { text } = await model.generate(model.encode(english), {})
      if (text !== spanish) wrong.push(`${english} -> ${text}`)
    }
    // What rounds differently on another processor may tip a word over.
    assert.ok(Math.abs(wrong.length - (all - right)) <= 2, `${wrong.length} of ${all} are wrong, ${all - right} on the card:\n${wrong.join('\n')}`)
    assert.match(readFileSync(`${folder}/README.md`, 'utf8').replace(/\s+/g, ' '), new RegExp(`on the first ${all} of them .*: ${right} exactly right`))
    assert.equal((await model.generate(model.encode('The cat sat on the mat.'), {})).text, cat)
    await model.dispose()
  })

  test(`${kind}: ${kind === 'none' ? 'it has no attention' : 'its attention aligns as its card says, and is additive or not'}`, async () => {
    const model = await openModel(nodeFolder(folder, kind), ortRuntime(), { encoderDecoders: true })
    assert.deepEqual([model.info.recurrent, model.info.convolutional], [['GRU'], kind === 'convolutional' || undefined])
    assert.deepEqual(model.info.sites.map(({ name, score, heads }) => [name, score, heads]), kind === 'none' ? [] : [['cross.0', kind === 'dot' ? undefined : 'additive', 1]])
    let [errors, links] = [0, 0]
    for (const row of kind === 'none' ? [] : rows) {
      const { attention: [cross] } = await model.capture(model.encode(row.english), { target: model.target(row.spanish) })
      for (const target of new Set(row.links.map(([, at]) => at))) {
        links++
        if (!row.links.some(([source, at]) => at === target && source === strongestKey(cross!, target))) errors++
      }
    }
    if (links > 0) assert.ok(Math.abs(errors / links - alignmentErrorRate['written 0.0']!) < 0.03, `${errors} of ${links}`)
    await model.dispose()
  })
}

for (const kind of kinds.filter((each) => each !== 'none')) {
  test(`${kind}: weights, queries, keys and v are what PyTorch computes with the bundled weights`, async () => {
    const { english, targetIds, ...expected } = JSON.parse(readFileSync(`test/fixtures/translator/${kind}.json`, 'utf8')) as
      { readonly english: string; readonly targetIds: readonly number[] } & Readonly<Record<string, number[][]>>
    const model = await openModel(nodeFolder(`media/models/translator-${kind}`, kind), ortRuntime(), { encoderDecoders: true })
    const { attention, tensors } = await model.capture(model.encode(english), { target: model.target(targetIds), tensors: ['query', 'key', 'energy'] })
    const given = new Map(tensors.map((tensor) => [tensor.name.replace('cross.0.', ''), tensor]))
    given.set('weights', attention[0]!)
    for (const [name, rows] of Object.entries(expected)) {
      const { data, shape } = given.get(name)!
      assert.deepEqual(shape.slice(1), [rows.length, rows[0]!.length], name)
      rows.flat().forEach((value, at) => assert.ok(Math.abs(data[at]! - value) <= 1e-4 * Math.max(1, Math.abs(value)), `${name} ${at}: ${data[at]} is not ${value}`))
    }
    assert.ok('weights' in expected && 'query' in expected)
    await model.dispose()
  })
}

/** Which source token a row looks at most. */
function strongestKey({ shape: [, , keys], data }: CapturedTensor, query: number): number {
  const row = data.subarray(query * keys, (query + 1) * keys)
  return row.indexOf(Math.max(...row))
}
