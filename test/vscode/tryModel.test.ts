import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { until } from '../../scripts/workbench/until.ts'
import { leaveBrowser, stage } from './stage.ts'

after(leaveBrowser)

const manifest = JSON.parse(readFileSync('media/models/manifest.json', 'utf8')) as { name: string; start: { layer: number; head: number } }[]
const { start } = manifest.find(({ name }) => name === 'code')!

test('each bundled model opens on its sample, from the walkthrough and from the palette; the settings\' model stays', async (t) => {
  const it = await stage(t, { width: 1400 })
  const { workbench, view, page } = it
  const step = (title: string) => page.locator('.getting-started-step', { hasText: title })
  const shows = (name: string) => view.frame.getByRole('application', { name, exact: true }).waitFor({ timeout: 120_000 })

  await workbench.run('Welcome: Open Walkthrough...')
  await workbench.pick(/Small models, all of attention/)
  await step('Where attention began').click()
  await step('Where attention began').getByRole('button', { name: 'Try It', exact: true }).click()
  await shows('Attention heatmap, cross 1 head 1')
  const bar = view.frame.getByRole('group', { name: 'Translation', exact: true })
  await until('the translation', async () => (await bar.innerText()).replace(/\s+/g, ' '), (text) => text.includes('El gato se sentó en la estera'))

  await workbench.run('Token Gaze: Try a Model on Its Sample')
  await workbench.pick(/^Code model/)
  await workbench.statusItem(/Code model · /).waitFor({ timeout: 120_000 })
  await shows(`Attention heatmap, layer ${start.layer + 1} head ${start.head + 1}`)
  await until('a program', () => workbench.editor.visibleText(), (text) => text.includes('interface Basket'))

  await workbench.run('Token Gaze: Try a Model on Its Sample')
  await workbench.pick(/^Captioner/)
  await workbench.statusItem(/Captioner · /).waitFor({ timeout: 120_000 })
  await view.frame.getByRole('application', { name: /^Picture sample\.png/ }).waitFor({ timeout: 120_000 })

  await workbench.openFile('total.ts')
  await workbench.editor.select({ line: 1, column: 1 }, { line: 3, column: 1 })
  await workbench.run('Token Gaze: Show Attention')
  await workbench.statusItem(/MiniLM · /).waitFor({ timeout: 120_000 })

  await page.getByRole('tab', { name: /^(Welcome|Walkthrough)/ }).click()
  await step('Where attention began').locator('.codicon-getting-started-step-checked').waitFor()
  assert.equal(await step('An agent looks').locator('.codicon-getting-started-step-checked').isVisible(), false)
})
