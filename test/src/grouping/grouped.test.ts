import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Group } from '../../../protocol/groups.ts'
import { unitAt } from '../../../src/hover/unitAt.ts'
import { hoverMarkdown } from '../../../src/hover/hoverMarkdown.ts'
import { stateMessage, tokensOfIndex } from '../../../src/mounts/stateMessage.ts'
import { planOverlay } from '../../../src/overlay/planOverlay.ts'
import { levels } from '../../../src/overlay/tintUnits.ts'
import { keyOf, type Session } from '../../../src/sessions/session.ts'
import { wholeUnits } from '../../../src/sessions/units.ts'
import { sayStatus } from '../../../src/status/sayStatus.ts'
import { strongestTargets } from '../../../src/targets/strongestTargets.ts'
import { english } from '../english.ts'
import { apply, makeRun, readySession } from '../makeSession.ts'

const text = 'one two three four'
const groups: readonly Group[] = [
  { label: '[CLS]', tokens: [0] }, { label: 'one two', tokens: [1, 2] }, { label: 'three', tokens: [3] }, { label: 'four', tokens: [4] },
  { label: '[SEP]', tokens: [5] },
]
const grouping = { kind: 'words', version: 1, groups } as const
const ungrouped = {
  choice: { layer: 0, head: 0 }, queries: 5, keys: 5,
  weights: Float32Array.from(Array.from({ length: 5 }, () => [0.2, 0.5, 0.1, 0.15, 0.05]).flat()),
}
const slice = { ...ungrouped, grouping: 'words' } as const

function groupedSession(): Session {
  const session = apply(readySession(text, 10), { type: 'caret', tokens: [4] }, { type: 'grouped', grouping })
  return apply(session, { type: 'slice', key: keyOf(session), slice })
}

test('until the slice between groups is there, tokens are shown; one of another grouping is dropped', () => {
  const ready = readySession(text)
  const asked = apply(ready, { type: 'grouped', grouping })
  assert.equal(asked.shown, ready.shown)
  for (const wrong of [ungrouped, { ...slice, grouping: 'lines' as const }, { ...slice, keys: 4, weights: new Float32Array(20) }]) {
    assert.equal(apply(asked, { type: 'slice', key: keyOf(asked), slice: wrong }), asked)
  }
  assert.equal(apply(asked, { type: 'slice', key: keyOf(asked), slice }).shown?.grouping, grouping)
})

test('the overlay tints a group whole, and outlines the group of the caret\'s token', () => {
  const plan = planOverlay(groupedSession(), 0, Infinity)!
  assert.deepEqual(plan.tints[levels - 1], [{ start: 10, end: 17 }])
  assert.deepEqual(plan.sources, [{ start: 24, end: 28 }])
  assert.equal(plan.note?.text, '[CLS] 20 %\u00a0 [SEP] 5 %')
})

test('the hover is that of the group, also from its second token', () => {
  const session = groupedSession()
  const { unit, at } = unitAt(session.shown!, 15)!
  assert.deepEqual([unit, at], [1, { start: 10, end: 17 }])
  const markdown = hoverMarkdown(session, unit, { color: '#112233', strongest: 0.4 }, english)!
  assert.match(markdown, /^<strong>one two<\/strong> word 2 of 5 · 2 tokens · layer 1, head 1/)
  assert.match(markdown, /\| four \|.*0\.150/)
  assert.match(hoverMarkdown(session, 3, { color: '#112233', strongest: 0.4 }, english)!, /^<strong>four<\/strong> word 4 of 5 · id \d+/)
})

test('pages are told of groups, and their indexes mean groups', () => {
  const session = apply(groupedSession(), { type: 'pinned', tokens: [1] })
  const { grouping: kind, groups: told, focus, pinned } = stateMessage(session, () => '')
  assert.deepEqual([kind, told, focus, pinned], ['words', groups, [1], [1]])
  assert.deepEqual(tokensOfIndex(session, 1), [1, 2])
  assert.deepEqual(tokensOfIndex(session, 9), [])
  assert.deepEqual(wholeUnits(session.shown!, [2]), [1, 2])
  assert.equal(strongestTargets(session, [4], 1)[0]!.end, 17)
  assert.match(sayStatus(session, english).text, /5 words$/)
})

test('the next run starts without groups, and tokens come back as they were', () => {
  const next = apply(groupedSession(), { type: 'requested', run: makeRun(text, 2, 10) })
  assert.equal(stateMessage(next, () => '').groups, undefined)
  assert.equal(next.grouping?.kind, 'words', 'the wish stays')
  const back = apply(groupedSession(), { type: 'grouped', grouping: null })
  assert.equal('grouping' in back, false)
  assert.deepEqual(stateMessage(back, () => '').focus, [4])
})
