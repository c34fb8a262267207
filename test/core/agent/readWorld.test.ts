import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cellAfter, goalOf, moveAgent, readWorld, type MoveName } from '../../../core/index.ts'
import { worldShape } from '../../../core/agent/worldShape.ts'

const small = { rows: 2, columns: 3 }

test('a world is read, whatever its line breaks, and each cell is found in its text', () => {
  const { cells, agent, goal, offsets } = readWorld('.#G\r\nA..\r\n', small)
  assert.deepEqual({ cells, agent, goal, offsets }, { cells: '.#GA..', agent: 3, goal: 2, offsets: [0, 1, 2, 5, 6, 7] })
  assert.equal(readWorld('.#.\rA..', small).goal, null)
  const sign = fc.constantFrom('#', '.')
  const world = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 2, max: 9 }), fc.constantFrom('\n', '\r\n', '\r'), fc.nat(), fc.nat(), fc.infiniteStream(sign), fc.nat(3))
  fc.assert(fc.property(world, ([rows, columns, lineBreak, first, second, signs, blank]) => {
    const count = rows * columns
    const agent = first % count
    const goal = (agent + 1 + second % (count - 1)) % count
    const cells = Array.from({ length: count }, (_, at) => (at === agent ? 'A' : at === goal ? 'G' : signs.next().value as string)).join('')
    const text = Array.from({ length: rows }, (_, row) => cells.slice(row * columns, (row + 1) * columns)).join(lineBreak) + lineBreak.repeat(blank)
    const read = readWorld(text, { rows, columns })
    assert.deepEqual({ cells: read.cells, agent: read.agent, goal: goalOf(read) }, { cells, agent, goal })
    assert.equal(read.offsets.map((at) => text[at]).join(''), cells)
  }))
})

test('what is wrong with a world is said in one sentence, with its place', () => {
  const wrong: readonly (readonly [text: string, says: RegExp])[] = [
    ['', /^There is no world here: give 2 lines of 3 cells, of # \(wall\), \. \(free\), G \(goal\) and A \(agent\)\.$/],
    ['\n\n', /^There is no world here/],
    ['.x.\nA.G', /^Row 1, column 2 of the world has "x": a world is 2 lines of 3 cells, of .* alone\.$/],
    ['. .\nA.G', /^Row 1, column 2 of the world has a space/],
    ['...\nA.\t', /^Row 2, column 3 of the world has a tab/],
    ['.😀\nA.G', /^Row 1, column 2 of the world has "😀"/],
    ['\uFEFF...\nA.G', /^Row 1, column 1 of the world has U\+FEFF/],
    ['Hello', /^Row 1, column 1 of the world has "H"/],
    ['A.G', /^The world has 1 row, and the agent was trained in 2 x 3 cells: give 2 lines of 3 cells\.$/],
    ['...\nA.G\n...', /^The world has 3 rows/],
    ['\n...\nA.G', /^The world has 3 rows/],
    ['...\nA.', /^Row 2 of the world has 2 cells, not 3: give 2 lines of 3 cells\.$/],
    ['\nA.G', /^Row 1 of the world has 0 cells, not 3/],
    ['....\nA.G', /^Row 1 of the world has 4 cells, not 3/],
    ['...\n..G', /^The world has no agent: put an A on a free cell\.$/],
    ['A..\nA.G', /^The world has 2 agents \(the first two in row 1, column 1 and row 2, column 1\): leave one A\.$/],
    ['.GG\nA.G', /^The world has 3 goals \(the first two in row 1, column 2 and row 1, column 3\): leave one G\.$/],
  ]
  for (const [text, says] of wrong) assert.throws(() => readWorld(text, small), { name: 'GazeError', blame: 'input', message: says }, JSON.stringify(text))
  assert.throws(() => goalOf(readWorld('...\nA..', small)), { message: 'The world has no goal, or the agent is on it: put a G on a free cell.' })
})

test('walls and edges stop a move; the cell left is free, and the goal is stepped on once', () => {
  const world = readWorld('.#G\r\nA..\r\n', small)
  const to = (move: MoveName) => cellAfter(world, move)
  assert.deepEqual([to('up'), to('right'), to('down'), to('left')], [0, 4, 3, 3])
  assert.equal(moveAgent(world, 3), world)
  const there = moveAgent(moveAgent(moveAgent(world, 4), 5), 2)
  assert.deepEqual([there.text, there.cells, there.agent, there.goal], ['.#A\r\n...\r\n', '.#A...', 2, null])
  assert.equal(cellAfter(moveAgent(world, 4), 'up'), 4)
})

test('a configuration tells an agent by its world, and its moves in the order of the outputs', () => {
  const world = { rows: 5, columns: 6 }
  assert.equal(worldShape({ id2label: { 0: 'POSITIVE' } }), undefined)
  assert.equal(worldShape({ world: 'large' }), undefined)
  assert.deepEqual(worldShape({ world, id2label: { 0: 'left', 1: 'up', 2: 'right', 3: 'down' } }), { ...world, moves: ['left', 'up', 'right', 'down'] })
  assert.throws(() => worldShape({ world: { rows: 0, columns: 6 } }), /needs "rows" and "columns"/)
  assert.throws(() => worldShape({ world, id2label: { 0: 'up', 1: 'jump' } }), /must name the moves/)
  assert.throws(() => worldShape({ world }), /must name the moves/)
})
