import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import type { GazeModel } from '../../core/index.ts'
import { tourStops } from '../../protocol/tour.ts'
import { walkthroughDrawings } from '../../scripts/walkthrough/drawings.ts'
import { modelDrawings } from '../../scripts/walkthrough/modelDrawings.ts'
import { numbersOf, openTourModel } from '../../scripts/walkthrough/modelNumbers.ts'

interface Step { id: string; title: string; description: string; media: { svg: string; altText: string }; completionEvents: string[] }
const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  contributes: { walkthroughs: { steps: Step[] }[]; commands: { command: string }[] }
}
const words = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>
const [walkthrough, models] = contributes.walkthroughs
const allSteps = [...walkthrough!.steps, ...models!.steps]
const said = (key: string): string => words[key.slice(1, -1)]!

test('a step for each stop of the tour, in its order, then one\'s own text', () => {
  assert.deepEqual(walkthrough!.steps.map(({ id }) => id), [...tourStops, 'ownText'])
  for (const { id, description, completionEvents } of walkthrough!.steps.slice(0, -1)) {
    const [, link] = /\(command:tokenGaze\.tour\?([^)]+)\)/.exec(said(description))!
    assert.deepEqual(JSON.parse(decodeURIComponent(link!)), [id])
    assert.deepEqual(completionEvents, [`onContext:tokenGaze.toured.${id}`])
  }
})

test('a step for each bundled model with a sample, in the manifest\'s order', () => {
  const manifest = JSON.parse(readFileSync('media/models/manifest.json', 'utf8')) as { name: string; sample?: string }[]
  const sampled = manifest.flatMap(({ name, sample }) => sample === undefined ? [] : [name])
  const linked = models!.steps.flatMap(({ description }) => [...said(description).matchAll(/tryModel\?([^)]+)\)/g)].map(([, link]) => JSON.parse(decodeURIComponent(link!)) as string[]))
  assert.deepEqual(linked.flat(), sampled)
  for (const { id, description, completionEvents } of models!.steps) {
    const [, link] = /\(command:tokenGaze\.tryModel\?([^)]+)\)/.exec(said(description))!
    assert.deepEqual(JSON.parse(decodeURIComponent(link!)), [id])
    assert.deepEqual(completionEvents, [`onContext:tokenGaze.tried.${id}`])
  }
})

test('links run commands that exist', () => {
  const known = new Set(contributes.commands.map(({ command }) => command))
  for (const { description } of allSteps) {
    const linked = [...said(description).matchAll(/\(command:([\w.]+)/g)].map(([, id]) => id!)
    assert.ok(linked.length > 0)
    for (const id of linked) assert.ok(known.has(id), id)
  }
})

const code = new Set(readFileSync('media/models/code/sample.ts', 'utf8').split('\n').map((line) => line.replaceAll(' ', '\u00a0')))

test('drawings take their colours from the theme, need no inline style, have no numbers, and are described', () => {
  for (const { media: { svg, altText } } of allSteps) {
    const drawing = readFileSync(svg, 'utf8')
    assert.match(drawing, /var\(--vscode-/)
    assert.doesNotMatch(drawing, /style=|<style|#[0-9a-f]{3,8}"|rgb\(/i)
    for (const [, text] of drawing.matchAll(/<text[^>]*>([^<]*)</g)) assert.ok(!/\d/.test(text!) || code.has(text!), text)
    assert.ok(said(altText).length > 20)
  }
})

let model: GazeModel
before(async () => {
  model = await openTourModel()
})
after(() => model.dispose())

test('npm run drawings makes the drawings that are here, and each step has its own', async () => {
  const drawings = new Map([...await walkthroughDrawings(model), ...await modelDrawings()])
  assert.deepEqual(allSteps.map(({ media }) => media.svg), [...drawings.keys()].map((name) => `media/walkthrough/${name}.svg`))
  for (const [name, svg] of drawings) assert.ok(readFileSync(`media/walkthrough/${name}.svg`, 'utf8') === svg, `${name}: run npm run drawings`)
})

test('cells are the model\'s numbers: the hue their sign, the opacity the root of their share', async () => {
  const numbers = await numbersOf(model, 'selfAttention')
  const drawn = new Set<string>()
  for (const { media: { svg } } of walkthrough!.steps) {
    const drawing = readFileSync(svg, 'utf8')
    for (const [, name, matrix, row, top, cells] of drawing.matchAll(/<g [^>]*data-of="([\w.]+)\[(\d+),(\d+)\]" data-top="([\d.]+)">(.*?)<\/g>/g)) {
      const { values } = numbers.rows(name!, Number(matrix))[Number(row)]!
      const shown = [...cells!.matchAll(/fill-opacity="([\d.]+)"( fill="var\(--vscode-tokenGaze-attendedBy\)")?/g)]
      shown.forEach(([, opacity, negative], index) => {
        const share = Number(opacity) ** 2 * (negative ? -1 : 1)
        assert.ok(Math.abs(share - values[index]! / Number(top)) < 0.01, `${svg} ${name!} ${String(index)}: ${String(share)}, not ${String(values[index]! / Number(top))}`)
      })
      if (shown.length > 0) drawn.add(name!.replace(/\d+/, 'N'))
    }
  }
  assert.deepEqual([...drawn].sort(), ['encoder.N', 'encoder.N.context', 'encoder.N.key', 'encoder.N.query', 'encoder.N.value',
    'encoder.embedding', 'encoder.embedding.position', 'encoder.embedding.segment', 'encoder.embedding.token'])
})
