import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TokenSpan } from '../../../protocol/attention.ts'
import type { SessionState } from '../../../protocol/session.ts'
import { initialNavigation } from '../../../webview/state/navigation.ts'
import type { Live } from '../../../webview/state/pageState.ts'
import { stepNeed, stepToken } from '../../../webview/state/stepQuery.ts'
import { initialStepSettings } from '../../../webview/state/stepSettings.ts'

const tokens = ['[CLS]', 'a', 'b', 'c', '[SEP]'].map((text, id): TokenSpan => ({ id, text, start: id, end: id, special: text.startsWith('[') }))
const navigation = (token: number | null, row: number | null = null) =>
  ({ ...initialNavigation, steps: { ...initialStepSettings, token }, cursor: row === null ? null : { row, column: 0 } })

test('the caret\'s token is stepped through, else the cursor\'s row, else the first of the text', () => {
  assert.equal(stepToken({ focus: [3, 1] }, navigation(null, 2), tokens), 3)
  assert.equal(stepToken({ focus: [] }, navigation(null, 2), tokens), 2)
  assert.equal(stepToken({ focus: [] }, navigation(null), tokens), 1)
  assert.equal(stepToken({ focus: [9] }, navigation(7, 8), tokens), 1)
})

test('a picked token stays as long as the caret is not elsewhere', () => {
  assert.equal(stepToken({ focus: [] }, navigation(2), tokens), 2)
  assert.equal(stepToken({ focus: [1, 2] }, navigation(2), tokens), 2)
  assert.equal(stepToken({ focus: [3] }, navigation(2), tokens), 3)
})

test('of a focused group any token can be picked, and the first is at first', () => {
  const groups = [{ label: '[CLS]', tokens: [0] }, { label: 'abc', tokens: [1, 2, 3] }]
  assert.equal(stepToken({ focus: [1], groups }, navigation(null), tokens), 1)
  assert.equal(stepToken({ focus: [1], groups }, navigation(3), tokens), 3)
  assert.equal(stepToken({ focus: [0], groups }, navigation(3), tokens), 0)
  assert.equal(stepToken({ focus: [], groups }, navigation(null, 1), tokens), 1)
})

test('a layer that looks from one text into the other steps through a token it has a row of', () => {
  const pair = tokens.map((token, at) => ({ ...token, segment: Number(at > 2) }))
  const layers = ['encoder.0', 'decoder.0', 'cross.0'].map((name) => ({ name, heads: 2 }))
  const live = { analysis: { tokens: pair, layers, target: { text: 'c', generated: true } } } as unknown as Live
  const queryAt = (layer: number, focus: readonly number[]) =>
    stepNeed({ focus, choice: { layer, head: 0 } } as unknown as SessionState, navigation(null), live)!.choice.query
  assert.deepEqual([queryAt(0, [1]), queryAt(1, [1]), queryAt(2, [1])], [1, 3, 4])
  assert.deepEqual([queryAt(0, [4]), queryAt(1, [4]), queryAt(2, [4])], [0, 4, 4])
})
