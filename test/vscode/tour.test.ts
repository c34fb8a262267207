import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Locator } from 'playwright-core'
import { until } from '../../scripts/workbench/until.ts'
import { leaveBrowser, stage, type Stage } from './stage.ts'

after(leaveBrowser)

const dog = { line: 1, column: 5, text: 'dog' }

const card = ({ view }: Stage): Locator => view.frame.getByRole('region', { name: 'Guided tour' })
const button = (it: Stage, name: string): Locator => card(it).getByRole('button', { name, exact: true })

/** Waits until the card is at a stop and its numbers are there; what it says. */
async function at(it: Stage, stop: number, title: string, numbers: RegExp): Promise<string> {
  await card(it).getByText(`${stop} of 9`, { exact: true }).waitFor()
  await card(it).getByRole('heading', { name: title, exact: true }).waitFor()
  return until(`the numbers of stop ${stop}`, async () => (await card(it).locator('.words').innerText()).replaceAll(/\s+/g, ' '), (text) => numbers.test(text))
}

const tab = (it: Stage, name: string): Locator => it.view.frame.getByRole('tab', { name, exact: true, selected: true })

test('the tour goes through the real views on the real model, and its numbers are those of the views', async (t) => {
  const it = await stage(t)
  await it.workbench.run('Token Gaze: Guided Tour')
  await at(it, 1, 'From words to numbers', /“dog” is these 384 numbers/)
  await tab(it, 'Steps').waitFor()
  await it.workbench.editor.waitForSources(dog)
  await button(it, 'Next').click()
  await at(it, 2, 'Query, key and value', /“dog” a head makes three shorter lists, 32 numbers each/)
  await button(it, 'Next').click()
  const scores = await at(it, 3, 'Scores', /the highest is \d\.\d{3}, of “chased”/)
  const [, highest] = /highest is (\d\.\d{3})/.exec(scores)!
  await button(it, 'Next').click()
  const weights = await at(it, 4, 'Softmax', /“dog” gives “chased” 0\.\d{3}/)
  await it.view.frame.getByText(`The largest score, ${highest!} of “chased”`).waitFor()
  await button(it, 'Next').click()
  await at(it, 5, 'The weighted sum', /that of “chased” 0\.\d{3}.* 32 numbers.* all 12 heads/)
  await button(it, 'Next').click()
  await at(it, 6, 'Self-attention', /“dog” looks most at “chased” \(0\.\d{3}\).*find each other/)
  await it.view.waitForHead(1, 2)
  const [strongest] = await it.view.strongest()
  assert.equal(strongest!.token, 'chased')
  assert.ok(weights.includes(`“chased” ${strongest!.weight.toFixed(3)}`), 'the same weight in the card, the list and the step')
  await button(it, 'Next').click()
  await at(it, 7, 'Several heads', /Layer 1 has 12 heads.*layer 1 head 3.*all 72 heads/)
  await tab(it, 'Layer').waitFor()
  await button(it, 'Next').click()
  await at(it, 8, 'Global and local attention', /not the model’s.*“chased” goes from 0\.\d{3} to 0\.000/)
  await it.workbench.editor.waitForSources({ line: 1, column: 20, text: 'ball' })
  await button(it, 'Next').click()
  await at(it, 9, 'Context', /cosine begins at \d\.\d{3}/)
  await tab(it, 'Context').waitFor()
  await it.page.getByRole('tab', { name: /^bank\.txt/, selected: true }).waitFor()
  await button(it, 'Finish').click()
  await card(it).waitFor({ state: 'detached' })
})

test('keys of the card and commands lead through the tour and out of it; the text cannot be edited', async (t) => {
  const it = await stage(t)
  await it.workbench.run('Token Gaze: Guided Tour')
  await at(it, 1, 'From words to numbers', /384 numbers/)
  assert.equal(await button(it, 'Back').isDisabled(), true)
  await it.workbench.editor.caretTo(dog)
  await it.page.keyboard.type('x')
  assert.equal(await it.workbench.editor.visibleText(), 'The dog chased the ball.\n')
  await it.workbench.run('Token Gaze: Next Tour Stop')
  await at(it, 2, 'Query, key and value', /32 numbers/)
  await button(it, 'Next').focus()
  await it.page.keyboard.press('ArrowRight')
  await at(it, 3, 'Scores', /highest/)
  await it.page.keyboard.press('ArrowLeft')
  await at(it, 2, 'Query, key and value', /32 numbers/)
  await it.page.keyboard.press('Escape')
  await card(it).waitFor({ state: 'detached' })
  await it.workbench.openFile('total.ts')
  await it.workbench.run('Token Gaze: Guided Tour')
  await at(it, 1, 'From words to numbers', /384 numbers/)
  await it.workbench.run('Token Gaze: End Tour')
  await card(it).waitFor({ state: 'detached' })
})

test('each step of the walkthrough opens its stop, which then counts as done', async (t) => {
  const it = await stage(t)
  await it.workbench.run('Welcome: Open Walkthrough...')
  await it.workbench.pick(/Attention, step by step/)
  const step = (title: string): Locator => it.page.locator('.getting-started-step', { hasText: title })
  await step('Self-attention').click()
  await step('Self-attention').getByRole('button', { name: 'Show It', exact: true }).click()
  await at(it, 6, 'Self-attention', /“dog” looks most at “chased”/)
  await it.view.waitForHead(1, 2)
  await it.page.getByRole('tab', { name: /^(Welcome|Walkthrough)/ }).click()
  await step('Self-attention').locator('.codicon-getting-started-step-checked').waitFor()
  assert.equal(await step('Scores').locator('.codicon-getting-started-step-checked').isVisible(), false)
})

test('a command for each view analyses first where nothing is shown, and then turns', async (t) => {
  const it = await stage(t)
  await it.workbench.openFile('total.ts')
  await it.workbench.editor.caretTo({ line: 4, column: 5 })
  await it.workbench.run('Token Gaze: Show Heads')
  await it.view.frame.getByRole('application', { name: /^Head view/ }).waitFor({ timeout: 120_000 })
  for (const [command, name] of [['Show Layer', 'Layer'], ['Show All Heads (Model View)', 'Model'], ['Step Through Attention', 'Steps'], ['Show Words in Context', 'Context'], ['Show Heatmap', 'Heatmap']]) {
    await it.workbench.run(`Token Gaze: ${command!}`)
    await tab(it, name!).waitFor()
  }
})
