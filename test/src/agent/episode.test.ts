import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Analysis } from '../../../protocol/attention.ts'
import type { MoveName, WorldAnalysis } from '../../../protocol/world.ts'
import { episodeAfter, hasBeen, type SessionEpisode } from '../../../src/agent/episode.ts'
import { stateMessage } from '../../../src/mounts/stateMessage.ts'
import { keyOf, type Session } from '../../../src/sessions/session.ts'
import { placeAt } from '../../../src/sessions/place.ts'
import { analysisOf, apply, busySession } from '../makeSession.ts'

const steps: Readonly<Record<MoveName, number>> = { up: -4, right: 1, down: 4, left: -1 }

/** A world of rows of 4 cells as an agent's model sees it that wants to go one way. */
function seen(cells: string, wants: MoveName): Pick<Analysis, 'tokens'> & { readonly world: WorldAnalysis } {
  const agent = cells.indexOf('A')
  const goal = cells.indexOf('G')
  const names = Object.keys(steps) as MoveName[]
  const inside = (name: MoveName): boolean => cells[agent + steps[name]] !== undefined && !(name === 'left' && agent % 4 === 0) && !(name === 'right' && agent % 4 === 3)
  const moves = names.map((name) => ({ name, probability: name === wants ? 0.7 : 0.1, to: inside(name) && cells[agent + steps[name]] !== '#' ? agent + steps[name] : agent }))
  return {
    tokens: [...cells].map((text, at) => ({ id: 0, text, start: at, end: at + 1, special: false })),
    world: { rows: cells.length / 4, columns: 4, agent, goal: goal < 0 ? null : goal, moves, chosen: names.indexOf(wants) },
  }
}

/** The way through worlds that are seen one after another. */
function through(...worlds: readonly ReturnType<typeof seen>[]): SessionEpisode {
  let episode: SessionEpisode | undefined
  let was: WorldAnalysis | undefined
  for (const each of worlds) {
    episode = episodeAfter(episode, was, each)
    was = each.world
  }
  return episode!
}

const way = ({ steps }: SessionEpisode): readonly string[] => steps.map(({ from, move, chosen }) => `${from} ${move.name}${chosen ? '' : ', not chosen'}`)

test('a way is the chosen moves one after another, until the goal', () => {
  const episode = through(seen('A..G#...', 'right'), seen('.A.G#...', 'right'), seen('..AG#...', 'right'), seen('...A#...', 'up'))
  assert.deepEqual(way(episode), ['0 right', '1 right', '2 right'])
  assert.deepEqual([episode.goal, episode.acting], [3, false])
  assert.ok(hasBeen(episode, 1) && !hasBeen(episode, 3))
})

test('an undo cuts the way, from the goal too; a move that the model did not choose is told apart', () => {
  const there = [seen('A..G#...', 'right'), seen('.A.G#...', 'right'), seen('..AG#...', 'right')] as const
  assert.deepEqual(way(through(...there, seen('.A.G#...', 'right'))), ['0 right'])
  assert.deepEqual(way(through(...there, seen('...A#...', 'up'), seen('..AG#...', 'right'))), ['0 right', '1 right'])
  assert.deepEqual(way(through(...there, seen('A..G#...', 'right'))), [])
  assert.deepEqual(way(through(there[0], there[1], seen('...G#A..', 'up'))), ['0 right', '1 down, not chosen'])
})

test('a step back that the model itself chooses is a step', () => {
  const episode = through(seen('A..G#...', 'right'), seen('.A.G#...', 'left'), seen('A..G#...', 'right'))
  assert.deepEqual(way(episode), ['0 right', '1 left'])
})

test('other walls, another goal, an agent put elsewhere or another model begin a new way', () => {
  const [first, second] = [seen('A..G#...', 'right'), seen('.A.G#...', 'right')]
  for (const other of [seen('..AG##..', 'right'), seen('..A.#..G', 'right'), seen('...G#..A', 'up')]) assert.deepEqual(way(through(first, second, other)), [])
  assert.deepEqual(way(episodeAfter(through(first, second), undefined, seen('..AG#...', 'right'))!), [])
  assert.equal(episodeAfter(through(first, second), second.world, { tokens: first.tokens }), undefined)
})

test('a session follows the agent: its way, its cell in focus, and when it stops by itself', () => {
  const look = (session: Session, cells: string, wants: MoveName): Session => {
    const version = session.run.version + 1
    const run = { ...session.run, version, text: cells, place: placeAt(0, cells.length) }
    const asked = apply(session, { type: 'requested', run })
    const { tokens, world } = seen(cells, wants)
    return apply(asked, { type: 'analysed', key: keyOf(asked), analysis: { ...analysisOf(cells), tokens, world } })
  }
  const first = look(busySession('A..G#...'), 'A..G#...', 'right')
  assert.deepEqual([first.caret, first.episode?.steps], [[0], []])
  const going = apply(first, { type: 'acting', acting: true })
  const second = look(going, '.A.G#...', 'right')
  assert.deepEqual([second.caret, second.episode?.acting, stateMessage(second, () => '').episode?.steps.length], [[1], true, 1])
  assert.deepEqual(stateMessage(second, () => '').episode, { goal: 3, steps: second.episode!.steps, acting: true })
  const elsewhere = apply(second, { type: 'caret', tokens: [6] })
  const third = look(elsewhere, '..AG#...', 'right')
  assert.deepEqual(third.caret, [6])
  const there = look(third, '...A#...', 'up')
  assert.deepEqual([there.episode?.acting, there.episode?.steps.length], [false, 3])
  assert.equal(apply(busySession('a'), { type: 'acting', acting: true }).episode, undefined)
})
