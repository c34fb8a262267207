import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { hoverMarkdown } from '../../../src/hover/hoverMarkdown.ts'
import { gazeRow } from '../../../src/overlay/gazeRow.ts'
import { english } from '../english.ts'
import { apply, busySession, readySession } from '../makeSession.ts'

const tinting = { color: '#E5B13A', strongest: 0.36 }
const words = 'alpha beta gamma delta epsilon zeta eta theta iota kappa'

test('the numbers of the hover are the row of the hovered token', () => {
  const session = readySession(words)
  const markdown = hoverMarkdown(session, 3, tinting, english)!
  const row = gazeRow(session.shown!.slice!, [3], 'attendsTo')
  const strongest = [...row].slice(1, -1).sort((a, b) => b - a).slice(0, 8)
  const said = [...markdown.matchAll(/\| (\d\.\d{3})(?= )/g)].map(([, number]) => number!).sort().reverse()
  assert.deepEqual(said, strongest.map((weight) => weight.toFixed(3)))
  assert.ok(markdown.includes('<strong>gamma</strong> token 4 of 12 · id 102 · layer 1, head 1'))
  assert.ok(markdown.includes('attends to'))
  assert.ok(markdown.includes(`special tokens ${(row[0]! + row.at(-1)!).toFixed(3)}`))
})

test('the other direction reads the column', () => {
  const session = apply(readySession(words), { type: 'directed', direction: 'attendedBy' })
  const column = gazeRow(session.shown!.slice!, [3], 'attendedBy')
  const markdown = hoverMarkdown(session, 3, tinting, english)!
  assert.ok(markdown.includes('attended by'))
  assert.ok(markdown.includes(Math.max(...[...column].slice(1, -1)).toFixed(3)))
  assert.ok(markdown.includes('var(--vscode-tokenGaze-attendedBy)'))
})

test('while the weights are not there, there is no hover', () => {
  assert.equal(hoverMarkdown(busySession(words), 1, tinting, english), undefined)
})

test('the only commands are ours, whatever the text says', () => {
  fc.assert(fc.property(fc.array(fc.string({ unit: 'binary', minLength: 1 }).filter((word) => !/\s/.test(word)), { minLength: 1, maxLength: 12 }), (parts) => {
    const text = parts.join(' ')
    const session = readySession(text)
    const markdown = hoverMarkdown(session, 1, tinting, english)!
    const commands = [...markdown.matchAll(/\(command:([\w.]+)/g)].map(([, id]) => id)
    assert.deepEqual(commands, ['tokenGaze.pinToken', 'tokenGaze.nextHead', 'tokenGaze.attention.focus'])
    const tags = [...markdown.matchAll(/<\/?(\w*)[^>]*>/g)].map(([, name]) => name)
    assert.ok(tags.every((name) => name === 'span' || name === 'strong'))
    assert.ok(markdown.split('\n').filter((line) => line.startsWith('|')).every((line) => line.split('|').length === 9))
  }))
})

test('it stays far below the length at which hovers are cut', () => {
  const long = `${'🙂'.repeat(3000)} ${Array.from({ length: 3000 }, () => '🙂').join(' ')}`
  assert.ok(hoverMarkdown(readySession(long.slice(0, 9000)), 1, tinting, english)!.length < 20_000)
})

test('every style is one that hovers allow', () => {
  const allowed = /^(color:(#[0-9a-fA-F]+|var\(--vscode(-[a-zA-Z]+)+\));)?(background-color:(#[0-9a-fA-F]+|var\(--vscode(-[a-zA-Z]+)+\));)?$/
  const styles = [...hoverMarkdown(readySession(words), 3, tinting, english)!.matchAll(/style="([^"]*)"/g)].map(([, style]) => style!)
  assert.ok(styles.length > 8)
  for (const style of styles) assert.match(style, allowed)
})
