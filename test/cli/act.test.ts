import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sample } from '../core/agent/worlds.ts'
import { runCli } from './runCli.ts'

interface Report {
  readonly model: string
  readonly steps: readonly { readonly world: readonly string[]; readonly agent: number; readonly chosen: string; readonly moves: readonly { readonly name: string; readonly probability: number; readonly to: number }[] }[]
  readonly end: string
  readonly world: readonly string[]
}

test('act prints each step with its grid, move and probabilities until the goal', async () => {
  const { code, stdout, stderr } = await runCli(['act', 'agent', '--text-file', 'media/models/agent/sample.txt'])
  assert.equal(code, 0, stderr)
  assert.equal(stderr, 'The goal is reached after 11 steps.\n')
  const blocks = stdout.trimEnd().split('\n\n')
  assert.equal(blocks.length, 12)
  assert.match(blocks[0]!, /^\.\.#\.\.\.G\nA\.#\.#\.\.\n[^]*\n1: right {2}\(up 0\.\d{3} {2}right 0\.\d{3} {2}down 0\.\d{3} {2}left 0\.\d{3}\)$/)
  assert.equal(blocks.at(-1), '..#...A\n..#.#..\n..#.#..\n....#..\n###.#.#\n....#..\n.......')
})

test('act --json gives the same as data, from standard input too, and stops after --steps', async () => {
  const { code, stdout, stderr } = await runCli(['act', 'agent', '--text-file', '-', '--steps', '3', '--json'], { input: sample.replaceAll('\n', '\r\n') })
  assert.equal(code, 0, stderr)
  assert.equal(stderr, 'The goal is not reached after 3 steps: give more with --steps.\n')
  const { model, steps, end, world } = JSON.parse(stdout) as Report
  assert.deepEqual([model, steps.length, end], ['agent', 3, 'steps'])
  assert.deepEqual(steps.map(({ agent }) => agent), [7, 8, 15])
  for (const { moves, chosen } of steps) {
    assert.ok(Math.abs(moves.reduce((sum, { probability }) => sum + probability, 0) - 1) < 1e-5)
    assert.equal(chosen, moves.toSorted((a, b) => b.probability - a.probability)[0]!.name)
  }
  assert.deepEqual(world, ['..#...G', '..#.#..', '..#.#..', '.A..#..', '###.#.#', '....#..', '.......'])
})

test('an agent is captured like any text model', async () => {
  const { code, stdout, stderr } = await runCli(['capture', 'agent', '--text', sample, '--json'])
  assert.equal(code, 0, stderr)
  const { tokens, attention } = JSON.parse(stdout) as { tokens: readonly { text: string; start: number; end: number }[]; attention: readonly { name: string; shape: number[] }[] }
  assert.deepEqual([tokens.length, tokens[7]], [49, { id: 3, text: 'A', start: 8, end: 9, special: false }])
  assert.deepEqual(attention.map(({ shape }) => shape), [[4, 49, 49], [4, 49, 49], [4, 49, 49], [4, 49, 49]])
})

test('what cannot be acted on is said in one sentence, with exit code 2', async () => {
  const wrong: readonly (readonly [args: readonly string[], says: RegExp])[] = [
    [['act', 'agent', '--text', 'Hello'], /^Row 1, column 1 of the world has "H"/],
    [['capture', 'agent', '--text', sample.slice(8)], /^The world has 6 rows/],
    [['act', 'agent', '--text', sample.replace('G', '.')], /^The world has no goal, or the agent is on it/],
    [['act', 'agent', '--text', sample, '--steps', '0'], /^--steps takes a whole number from 1, not "0"\./],
    [['act', 'agent'], /^Give a text with --text or --text-file\./],
    [['act', 'minilm', '--text', sample], /^minilm cannot act because it is no agent but a model of kind encoder/],
  ]
  for (const [args, says] of wrong) {
    const { code, stdout, stderr } = await runCli(args)
    assert.deepEqual([code, stdout], [2, ''], stderr)
    assert.match(stderr, says)
    assert.equal(stderr.trimEnd().split('\n').length, 1)
  }
})
