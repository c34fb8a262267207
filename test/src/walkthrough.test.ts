import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { tourStops } from '../../protocol/tour.ts'

interface Step { id: string; title: string; description: string; media: { svg: string; altText: string }; completionEvents: string[] }
const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  contributes: { walkthroughs: { steps: Step[] }[]; commands: { command: string }[] }
}
const words = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>
const [walkthrough] = contributes.walkthroughs
const said = (key: string): string => words[key.slice(1, -1)]!

test('a step for each stop of the tour, in its order, then one\'s own text', () => {
  assert.deepEqual(walkthrough!.steps.map(({ id }) => id), [...tourStops, 'ownText'])
  for (const { id, description, completionEvents } of walkthrough!.steps.slice(0, -1)) {
    const [, link] = /\(command:tokenGaze\.tour\?([^)]+)\)/.exec(said(description))!
    assert.deepEqual(JSON.parse(decodeURIComponent(link!)), [id])
    assert.deepEqual(completionEvents, [`onContext:tokenGaze.toured.${id}`])
  }
})

test('links run commands that exist', () => {
  const known = new Set(contributes.commands.map(({ command }) => command))
  for (const { description } of walkthrough!.steps) {
    const linked = [...said(description).matchAll(/\(command:([\w.]+)/g)].map(([, id]) => id!)
    assert.ok(linked.length > 0)
    for (const id of linked) assert.ok(known.has(id), id)
  }
})

test('drawings take their colours from the theme, need no inline style, have no numbers, and are described', () => {
  for (const { media: { svg, altText } } of walkthrough!.steps) {
    const drawing = readFileSync(svg, 'utf8')
    assert.match(drawing, /var\(--vscode-/)
    assert.doesNotMatch(drawing, /style=|<style|#[0-9a-f]{3,8}"|rgb\(/i)
    for (const [, text] of drawing.matchAll(/<text[^>]*>([^<]*)</g)) assert.doesNotMatch(text!, /\d/)
    assert.ok(said(altText).length > 20)
  }
})
