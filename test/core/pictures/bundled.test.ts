import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { nodeFolder } from '../../../cli/nodeFolder.ts'
import { ortRuntime } from '../../../cli/ortRuntime.ts'
import { readPicture } from '../../../cli/readPicture.ts'
import { likeliestLabels, openModel, type CapturedTensor, type Picture } from '../../../core/index.ts'

/* The published figures of both bundled picture models, from their bundled weights: 50 pictures of things that were in their
   training, and 50 with things that were held out. */

interface Row {
  readonly answer: string
  readonly caption: string
  /** Of the first two things from the left, the patches they cover, from 0. */
  readonly patches: readonly [readonly number[], readonly number[]]
}

const [side, across, seen] = [64, 10, 50]
const rows = JSON.parse(readFileSync('test/fixtures/pictures/heldout.json', 'utf8')) as Row[]
const sheet = await readPicture('test/fixtures/pictures/heldout.png')
const [classifier, captioner] = await Promise.all(['pictures', 'captioner'].map((name) =>
  openModel(nodeFolder(`media/models/${name}`, name), ortRuntime(), { encoderDecoders: true })))
after(() => Promise.all([classifier!.dispose(), captioner!.dispose()]))
const names = /red|green|blue|yellow|purple|orange|circle|square|triangle|cross|ring/g

function tile(index: number): Picture {
  const [left, top] = [(index % across) * side, Math.floor(index / across) * side]
  const data = new Uint8Array(side * side * 4)
  for (let y = 0; y < side; y++) {
    const from = ((top + y) * sheet.width + left) * 4
    data.set(sheet.data.subarray(from, from + side * 4), y * side * 4)
  }
  return { width: side, height: side, data }
}

/** How much of a row of one head lies on patches, which the first token is not. */
function shareOn({ shape: [, queries, keys], data }: CapturedTensor, head: number, query: number, patches: readonly number[]): number {
  return patches.reduce((sum, patch) => sum + data[(head * queries + query) * keys + 1 + patch]!, 0)
}

test('which thing is furthest left: all of those seen in training, and three in four where one was held out', async () => {
  const right = [0, 0]
  for (const [index, { answer }] of rows.entries()) {
    const found = likeliestLabels(await classifier!.classify!(await classifier!.look(tile(index))), classifier!.info.labels!, 1)!
    right[index < seen ? 0 : 1]! += Number(found[0]!.label === answer)
  }
  assert.ok(right[0]! >= 49, `${right[0]} of ${seen}`)
  assert.ok(right[1]! >= 35, `${right[1]} of ${seen}`)
})

test('captions of things seen in training are right nearly always, and half of those with a held-out thing', async () => {
  const [named, whole] = [[0, 0], [0, 0]]
  for (const [index, { caption }] of rows.entries()) {
    const { text } = await captioner!.generate(await captioner!.look(tile(index)))
    const group = index < seen ? 0 : 1
    named[group]! += Number(String(text.match(names)) === String(caption.match(names)))
    whole[group]! += Number(text === caption)
  }
  assert.ok(named[0]! >= 49 && named[1]! >= 25, `${named.join(' and ')} of ${seen}`)
  assert.ok(whole[0]! >= 47 && whole[1]! >= 25, `${whole.join(' and ')} of ${seen}`)
})

test('the class token looks at the thing that is asked for, and a caption\'s shape at the thing it names', async () => {
  const sums = { asked: 0, shape: 0, chance: 0 }
  for (const [index, { caption, patches }] of rows.slice(0, seen).entries()) {
    const picture = await classifier!.look(tile(index))
    const { attention } = await classifier!.capture(picture, { sites: [1] })
    sums.asked += shareOn(attention[0]!, 2, 0, patches[0]) / seen
    sums.chance += (patches[0].length + patches[1].length) / 2 / picture.tokens.length / seen
    const target = captioner!.target(caption)
    const cross = await captioner!.capture(await captioner!.look(tile(index)), { target, sites: [6] })
    const words = caption.split(' ')
    // A row is of the word that it writes.
    for (const [thing, at] of [2, words.length - 1].entries()) sums.shape += shareOn(cross.attention[0]!, 3, at, patches[thing]!) / 2 / seen
  }
  assert.ok(sums.asked > 0.93, `${sums.asked}`)
  assert.ok(sums.shape > 0.93, `${sums.shape}`)
  assert.ok(sums.chance < 0.07, `${sums.chance}`)
})
