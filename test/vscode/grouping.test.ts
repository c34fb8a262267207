import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { until } from '../../scripts/workbench/until.ts'
import { analyseTotal } from './analyse.ts'
import { leaveBrowser, stage, type Stage } from './stage.ts'

after(leaveBrowser)

const text = 'Unbelievably, the tokenizers tokenized it.\nNobody complained about mistokenization.\n'
const pair = ['The bank raised its rates again.', 'People who fish sat on the bank of the river.']

async function choose({ workbench }: Stage, grouping: string, count: RegExp): Promise<void> {
  await workbench.run('Token Gaze: Choose Grouping')
  await workbench.pick(new RegExp(`^${grouping}`))
  await workbench.statusItem(count).waitFor()
}

/** The words of the view's list of strongest targets, once they are these in number. */
function strongest({ view }: Stage, wished: (tokens: string[]) => boolean): Promise<string[]> {
  return until('the list', async () => (await view.strongest()).map(({ token }) => token), wished)
}

test('words, lines and tokens again: editor, hover, list and picture count and name the same units', async (t) => {
  const it = await stage(t, { files: { 'words.txt': text } })
  await it.workbench.openFile('words.txt')
  await it.workbench.editor.selectAll()
  await it.workbench.run('Token Gaze: Show Attention')
  await it.view.waitForPicture()
  await it.workbench.editor.caretTo({ line: 1, column: 21 })
  const pieces = await strongest(it, (tokens) => tokens.some((token) => token.startsWith('##')))

  await choose(it, 'Words', /\d+ words/)
  const words = await strongest(it, (tokens) => tokens.includes('mistokenization'))
  assert.ok(words.length < pieces.length || !words.some((word) => word.startsWith('##')))
  await it.workbench.editor.waitForSources({ line: 1, column: 19, text: 'tokenizers' })
  const hover = await it.workbench.editor.hoverAt({ line: 2, column: 30 })
  assert.match(await hover.innerText(), /mistokenization\s+word \d+ of \d+ · \d tokens/)

  await it.view.grouping.click()
  await it.workbench.pick(/^Lines/)
  await it.workbench.statusItem(/ lines/).waitFor()
  const [first, second] = text.split('\n')
  assert.deepEqual((await strongest(it, (tokens) => tokens.length === 2)).sort(), [second, first])
  await it.view.frame.getByRole('button', { name: 'Grouping: Lines', exact: true }).waitFor()
  await it.view.heatmap.focus()
  await it.page.keyboard.press('End')
  const said = await until('an announcement', async () => await it.view.announcement.first().textContent() ?? '', (one) => one !== '')
  assert.match(said, /attends to/)

  await choose(it, 'Tokens', /\d+ tokens/)
  await until('the list as it was', () => it.view.strongest().then((rows) => rows.map(({ token }) => token)), (tokens) => tokens.join() === pieces.join())
})

test('syntax is a grouping where the language has some, and measures go with any, in page and status bar', async (t) => {
  const it = await stage(t)
  await analyseTotal(it)
  await it.workbench.editor.caretTo({ line: 4, column: 6 })
  // What TypeScript's own extension knows of the function: itself and its variables.
  await choose(it, 'Syntax', /\d+ syntax nodes/)
  await strongest(it, (tokens) => tokens.length === 3 && ['total', 'sum', 'item'].every((name) => tokens.includes(name)))
  await choose(it, 'Identifiers', /\d+ identifiers/)
  await it.view.pick('Measure', 'Norms')
  await it.view.frame.getByRole('application', { name: 'Attention heatmap, layer 3 head 5 norms', exact: true }).waitFor()
  await it.workbench.statusItem('L3 H5 norms').waitFor()
  await it.view.frame.getByText('norm, not a share').waitFor()
  await it.view.pick('Measure', 'Rollout')
  await it.view.frame.getByRole('application', { name: 'Attention heatmap, rollout to layer 3', exact: true }).waitFor()
  await it.view.pick('Layer', 'Layer 2')
  await it.view.pick('Measure', 'Flow')
  await it.view.frame.getByRole('application', { name: 'Attention heatmap, flow to layer 2', exact: true }).waitFor()
  await it.workbench.statusItem('flow to L2').waitFor()
})

test('two selections are a sentence pair: each text its own segment, and lines from the one to the other', async (t) => {
  const it = await stage(t, { files: { 'pair.txt': `${pair[0]}\n\nAnd another line.\n\n${pair[1]}\n` } })
  const { editor } = it.workbench
  await it.workbench.openFile('pair.txt')
  await editor.select({ line: 1, column: 1 }, { line: 1, column: pair[0]!.length + 1 })
  await editor.selectAlso({ line: 5, column: 1 }, { line: 5, column: pair[1]!.length + 1 })
  await it.workbench.run('Token Gaze: Show Attention')
  await it.workbench.pick(/^As a pair/)
  await it.view.waitForPicture()
  await it.workbench.statusItem(/\d+ tokens/).waitFor()
  await it.view.pick('Layer', 'Layer 4')
  await it.view.pick('Head', 'Head 6')
  await it.view.waitForHead(4, 6)
  await it.view.frame.getByRole('tab', { name: 'Heads', exact: true }).click()
  await it.view.pick('Sentence pair', 'A to B')
  const summary = it.view.frame.getByText(/^Head view, layer \d+ head \d+: strongest: /)
  const said = await until('the strongest lines', async () => await summary.first().textContent() ?? '', (one) => one !== '')
  const [targets, sources] = [pair[1]!.toLowerCase(), pair[0]!.toLowerCase()]
  for (const [, from, to] of said.matchAll(/(?:: |; )(\S+) (?:to|attends to) (\S+), \d/g)) {
    assert.ok(sources.includes(from!) && targets.includes(to!), `${from!} to ${to!}`)
  }
  assert.match(said, / to \S+, \d\.\d{3}/)
  await editor.caretTo({ line: 5, column: 26 })
  const tinted = await until('tints in both texts', () => editor.tints(), (tints) => new Set(tints.map(({ line }) => line)).size > 1)
  assert.ok(tinted.every(({ line }) => line === 1 || line === 5))
})
