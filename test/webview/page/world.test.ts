import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { nodeFolder } from '../../../cli/nodeFolder.ts'
import { ortRuntime } from '../../../cli/ortRuntime.ts'
import { decide, openModel, readWorld, type Capture } from '../../../core/index.ts'
import { readRecording } from '../../../protocol/readRecording.ts'
import type { SessionState } from '../../../protocol/session.ts'
import { until } from '../../../scripts/workbench/until.ts'
import { sample as file } from '../../core/agent/worlds.ts'
import { AgentHost } from './agentHost.ts'
import { browserPages, type PageSize } from './browserPage.ts'
import { noViolations } from './noViolations.ts'
import type { PageUnderTest } from './pageUnderTest.ts'
import { reads } from './reads.ts'
import { themes, type ThemeId } from './themes.ts'

const sample = file.trimEnd()
const open = browserPages()
const model = await openModel(nodeFolder('media/models/agent', 'agent'), ortRuntime())
after(() => model.dispose())
const capture = (text: string): Promise<Capture> => model.capture(model.encode(text))

async function openWorld(part: Partial<SessionState> = {}, size: PageSize = { width: 1100, height: 900 }): Promise<{ page: PageUnderTest; host: AgentHost }> {
  const page = await open(size)
  page.session = page.newSession(sample, { title: 'sample.txt', model: page.bundled('agent'), choice: { layer: 3, head: 1 }, ...part })
  await page.open(size.width < 640 ? 'view' : 'tab', 'dark')
  await page.send({ type: 'show', view: 'world' })
  const host = new AgentHost(page, part.text ?? sample)
  await host.settle()
  return { page, host }
}

const button = (page: PageUnderTest, name: string) => page.page.getByRole('button', { name, exact: true })
const grid = (page: PageUnderTest) => page.page.getByRole('application', { name: /^World of 7 x 7 cells/ })

/** What the grid is painted from. */
function painted(page: PageUnderTest): Promise<{ readonly cells: string; readonly agent: number; readonly weights: number[] | null }> {
  return grid(page).evaluate((canvas) => {
    const { cells, world, weights } = (canvas.getRootNode() as ShadowRoot).host as Element & { cells: string; world: { agent: number }; weights: Float64Array | null }
    return { cells, agent: world.agent, weights: weights && [...weights] }
  })
}

/** A row of a captured layer's head. */
function rowOf({ attention }: Capture, layer: number, head: number, query: number): number[] {
  return [...attention[layer]!.data.subarray((head * 49 + query) * 49, (head * 49 + query + 1) * 49)]
}

async function paints(page: PageUnderTest, expected: readonly number[]): Promise<void> {
  await until('those weights', () => painted(page), ({ weights }) => weights !== null && weights.every((weight, cell) => Math.abs(weight - expected[cell]!) < 1e-5))
}

async function act(page: PageUnderTest, host: AgentHost, steps: number): Promise<void> {
  for (let step = 0; step < steps; step++) {
    await button(page, 'Act').click()
    await host.answer('act')
  }
}

test('the world is first among the tabs of an agent, and shows what its own cell looks at and what it chooses', async () => {
  const { page } = await openWorld()
  assert.deepEqual(await page.page.getByRole('tab').allInnerTexts(), ['World', 'Heatmap', 'Heads', 'Model', 'Layer', 'Steps', 'Context'])
  const row = rowOf(await capture(sample), 3, 1, 7)
  await paints(page, row)
  const { moves, chosen } = await decide(model, readWorld(sample, model.info.world!))
  const listed = page.page.getByRole('region', { name: 'Moves' }).getByRole('listitem')
  await until('each move with its probability', () => listed.allInnerTexts(), (texts) =>
    texts.length > 0 && moves.every(({ name, probability }, index) => texts[index]?.includes(name) && texts[index]!.includes(probability.toFixed(3))))
  const top = row.indexOf(Math.max(...row))
  assert.equal(top, 4)
  const sentence = `World of 7 x 7 cells, the agent in row 2, column 1. It chooses ${moves[chosen]!.name}, ${moves[chosen]!.probability.toFixed(3)}. `
    + `Its strongest cell in layer 4 head 2 is the free cell in row 1, column 5, ${row[top]!.toFixed(3)}.`
  await page.page.getByRole('tabpanel', { name: 'World', description: sentence, exact: true }).waitFor()
  const strongest = page.page.getByRole('list', { name: 'Strongest' }).getByRole('button').first()
  await reads(strongest, `. 1,5 ${row[top]!.toFixed(3)}`)
})

test('acting goes on with the world as it has become; each step can be walked back to, by any head', async () => {
  const { page, host } = await openWorld()
  const texts = [host.text]
  for (let step = 0; step < 3; step++) {
    await act(page, host, 1)
    texts.push(host.text)
  }
  assert.deepEqual(host.episode.steps.map(({ from, move, chosen }) => [from, move.name, chosen]), [[7, 'right', true], [8, 'down', true], [15, 'down', true]])
  await paints(page, rowOf(await capture(texts[3]!), 3, 1, 22))
  const steps = page.page.getByRole('region', { name: 'Steps so far' }).getByRole('button')
  assert.deepEqual(await steps.evaluateAll((each) => each.map((one) => (one.querySelector('.unseen') ?? one).textContent!.trim().replace(/, .*/, ''))), ['Step 1: right', 'Step 2: down', 'Step 3: down', 'Now'])
  await steps.nth(1).click()
  const second = await capture(texts[1]!)
  await paints(page, rowOf(second, 3, 1, 8))
  const past = await painted(page)
  assert.deepEqual([past.agent, past.cells], [8, texts[1]!.replaceAll('\n', '')])
  assert.equal(await button(page, 'Act').count(), 0)
  await page.change({ choice: { layer: 1, head: 1 } })
  await paints(page, rowOf(second, 1, 1, 8))
  await page.change({ choice: { layer: 0, head: 'mean' } })
  await paints(page, rowOf(second, 0, 0, 8).map((_, cell) => [0, 1, 2, 3].reduce((sum, head) => sum + rowOf(second, 0, head, 8)[cell]! / 4, 0)))
  await page.page.getByText('Before step 2, down with').waitFor()
  await button(page, 'Now').click()
  await button(page, 'Step back').click()
  await host.answer('stepBack')
  assert.equal(host.text, texts[2])
  await until('two steps and now', () => steps.count(), (count) => count === 3)
})

test('at the goal it says so, and acts no more until a step is taken back', async () => {
  const { page, host } = await openWorld()
  await act(page, host, 11)
  assert.equal(host.text, '..#...A\n..#.#..\n..#.#..\n....#..\n###.#.#\n....#..\n.......')
  await page.page.getByText('The goal is reached after 11 steps.', { exact: true }).waitFor()
  for (const name of ['Act', 'Act until the goal']) await until(`no ${name}`, () => button(page, name).isDisabled(), Boolean)
  assert.equal(await page.page.getByRole('region', { name: 'Moves' }).count(), 0)
  await button(page, 'Step back').click()
  await host.answer('stepBack')
  assert.ok(host.text.startsWith('..#..AG'))
  await until('it may act again', () => button(page, 'Act').isEnabled(), Boolean)
  await button(page, 'Act until the goal').click()
  await page.hears('command', { command: 'actToGoal' })
  await host.tellActing(true)
  await button(page, 'Stop').click()
  await page.hears('command', { command: 'stopActing' })
  for (const name of ['Act', 'Step back']) await until(`no ${name}`, () => button(page, name).isDisabled(), Boolean)
})

test('a cell is looked from by a click or the arrow keys, which the host hears', async () => {
  const { page } = await openWorld()
  const captured = await capture(sample)
  await grid(page).focus()
  await page.page.keyboard.press('ArrowDown')
  await page.hears('focus', { token: 14 })
  await page.announced('free cell in row 3, column 1')
  await paints(page, rowOf(captured, 3, 1, 14))
  const at = await grid(page).evaluate((canvas) => {
    const { x, y } = ((canvas.getRootNode() as ShadowRoot).host as Element & { layout: { x: number[]; y: number[] } }).layout
    return { x: (x[6]! + x[7]!) / 2, y: (y[0]! + y[1]!) / 2 }
  })
  await grid(page).hover({ position: at })
  await page.page.getByText(`free cell in row 3, column 1 attends to goal in row 1, column 7, ${rowOf(captured, 3, 1, 14)[6]!.toFixed(3)}`, { exact: true }).waitFor()
  await grid(page).click({ position: at })
  await page.hears('focus', { token: 6 })
  await paints(page, rowOf(captured, 3, 1, 6))
  await page.change({ direction: 'attendedBy' })
  await paints(page, Array.from({ length: 49 }, (_, query) => rowOf(captured, 3, 1, query)[6]!))
})

test('groups of cells have no world, which is said; worlds without a goal or with a blocked move are shown', async () => {
  const { page, host } = await openWorld()
  await page.change({ grouping: 'lines', groups: Array.from({ length: 7 }, (_, row) => ({ label: `line ${row}`, tokens: Array.from({ length: 7 }, (_, column) => row * 7 + column) })) })
  await page.page.getByText('A world is looked at cell by cell; choose Tokens as the grouping to see where it looks.', { exact: true }).waitFor()
  await until('no weights', () => painted(page), ({ weights }) => weights === null)
  const { grouping, groups, ...tokens } = page.session!
  assert.ok(grouping && groups)
  page.session = tokens
  await page.sendState()
  await paints(page, rowOf(await capture(sample), 3, 1, 7))
  await host.write(new Map([[6, '.']]))
  await page.page.getByText('There is no goal to be seen; put a G on a free cell.', { exact: true }).waitFor()
  await until('no way to act', () => button(page, 'Act').isDisabled(), Boolean)
})

test('it is exported as picture, drawing, table and session, and shown again from that', async () => {
  const { page, host } = await openWorld()
  await act(page, host, 1)
  assert.ok((await page.exported('png')).bytes.subarray(1, 4).toString() === 'PNG')
  const svg = (await page.exported('svg')).bytes.toString()
  assert.ok((svg.match(/<rect/g) ?? []).length > 49 && /\d %/.test(svg))
  const csv = (await page.exported('csv')).bytes.toString().split('\r\n')
  assert.equal(csv[csv.findIndex((line) => line.startsWith('query,')) + 1]!.split(',').length, 50)
  const session = (await page.exported('session')).bytes.toString()
  const read = readRecording(session, 'x', (text) => text)
  assert.ok('recording' in read && read.recording.analysis.world?.agent === 8)
  for (const [from, to] of [['"agent":8', '"agent":49'], ['"rows":7', '"rows":8'], ['"name":"up"', '"name":"jump"']] as const) {
    assert.ok(session.includes(from) && 'problem' in readRecording(session.replace(from, to), 'x', (text) => text), to)
  }
})

test('it fits 240 px, axe finds nothing wrong in any theme, and Tab goes through it', async () => {
  const { page, host } = await openWorld({}, { width: 240, height: 900 })
  await act(page, host, 2)
  await page.page.getByRole('button', { name: /^Step 1/ }).click()
  for (const theme of Object.keys(themes) as ThemeId[]) {
    await page.setTheme(theme)
    await noViolations(page.page, `the world, ${theme}`)
    await page.everyTextStandsOut(`the world, ${theme}`)
  }
  assert.ok(await page.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
  await page.setTheme('light')
  for (const view of ['Heatmap', 'Heads', 'Model', 'Layer', 'Steps', 'Context', 'World']) {
    await page.page.getByRole('tab', { name: view, exact: true }).click()
    await page.page.getByRole('tabpanel', { name: view }).waitFor()
    await noViolations(page.page, view)
  }
  await button(page, 'Step back').waitFor()
  const reached: string[] = []
  const focused = () => page.page.evaluate(() => {
    let element = document.activeElement
    let host = element
    while (element?.shadowRoot?.activeElement) [host, element] = [element, element.shadowRoot.activeElement]
    if (host?.localName === 'vscode-button') element = host
    return element && element !== document.body ? `${element.localName} ${element.getAttribute('aria-label') ?? (element.querySelector('.unseen') ?? element).textContent!.trim()}` : null
  })
  await page.page.evaluate(() => { (document.activeElement as HTMLElement).blur() })
  for (let presses = 0; presses < 80; presses++) {
    await page.page.keyboard.press('Tab')
    const now = await focused()
    if (now) reached.push(now)
  }
  for (const wanted of [/^canvas World of 7 x 7/, /^vscode-button Act$/, /Act until the goal/, /Step back/, /^button Step 1: right/, /^button Now/]) {
    assert.ok(reached.some((name) => wanted.test(name)), `${String(wanted)} among ${reached.join('; ')}`)
  }
})
