import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { until } from '../../scripts/workbench/until.ts'
import { sample } from '../core/agent/worlds.ts'
import { leaveBrowser, stage, type Stage } from './stage.ts'

after(leaveBrowser)

const world = sample.trimEnd()
const there = '..#...A\n..#.#..\n..#.#..\n....#..\n###.#.#\n....#..\n.......'

async function holds(it: Stage, text: string): Promise<void> {
  await until(`the document ${JSON.stringify(text)}`, () => it.workbench.editor.visibleText(), (found) => found.trimEnd() === text)
}

test('an agent acts on its sample, the editor tinted by what it looks at, to the goal; steps are taken back by button and by undo', async (t) => {
  const it = await stage(t, { width: 1400 })
  await it.workbench.run('Token Gaze: Try a Model on Its Sample')
  await it.workbench.pick(/^Agent/)
  const { frame } = it.view
  const button = (name: string) => frame.getByRole('button', { name, exact: true })
  const steps = frame.getByRole('region', { name: 'Steps so far' }).getByRole('button')
  await frame.getByRole('application', { name: 'World of 7 x 7 cells, layer 4 head 2', exact: true }).waitFor({ timeout: 120_000 })
  await it.workbench.editor.waitForSources({ line: 2, column: 1, text: 'A' })
  const [strongest] = await until('a tint', () => it.workbench.editor.strongestTints(), (found) => found.length > 0)
  assert.deepEqual([strongest!.line, strongest!.column], [1, 5])

  await button('Act').click()
  await holds(it, world.replace('A.#', '.A#'))
  await it.workbench.editor.waitForSources({ line: 2, column: 2, text: 'A' })
  await until('a step and now', () => steps.count(), (count) => count === 2)

  await button('Act until the goal').click()
  await button('Stop').waitFor()
  await frame.getByText('The goal is reached after 11 steps.', { exact: true }).waitFor({ timeout: 60_000 })
  await holds(it, there)
  await until('eleven steps and now', () => steps.count(), (count) => count === 12)
  await it.workbench.run('Token Gaze: Let the Agent Act')
  await it.workbench.notifications.filter({ hasText: 'The agent is at the goal; step back, or put a G on a free cell.' }).waitFor()

  await button('Step back').click()
  await holds(it, there.replace('...A', '..AG'))
  await it.workbench.editor.focus()
  await it.page.keyboard.press('ControlOrMeta+z')
  await holds(it, there)
  for (let undone = 0; undone < 11; undone++) await it.page.keyboard.press('ControlOrMeta+z')
  await holds(it, world)
  await until('no step any more', () => steps.count(), (count) => count === 0)
  await it.workbench.editor.waitForSources({ line: 2, column: 1, text: 'A' })

  // A person's own edit: a wall in its way, looked at as soon as it is there.
  await it.workbench.editor.select({ line: 2, column: 2 }, { line: 2, column: 3 })
  await it.page.keyboard.type('#')
  await frame.getByText('(blocked)').nth(1).waitFor()
  await button('Act').click()
  await until('another way', () => it.workbench.editor.visibleText(), (text) => text.indexOf('A') !== world.indexOf('A'))

  // While it is no world, it is said why nothing can be done.
  await it.workbench.editor.select({ line: 1, column: 1 }, { line: 1, column: 4 })
  await it.page.keyboard.press('Delete')
  await it.workbench.dismissNotifications()
  await it.workbench.run('Token Gaze: Let the Agent Act')
  await it.workbench.notifications.filter({ hasText: 'The world was edited since the agent looked at it; run Show Attention again.' }).waitFor()
})
