import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { clickUntilGone } from '../../scripts/workbench/clickUntilGone.ts'
import { until } from '../../scripts/workbench/until.ts'
import { inNode } from '../webview/page/pictureNumbers.ts'
import { leaveBrowser, stage, type Stage } from './stage.ts'

after(leaveBrowser)

const command = 'Token Gaze: Look at Attention in a Picture'
const sample = 'media/models/pictures/sample.png'
/** What is shown first of the model, from 0. */
const { start } = (JSON.parse(readFileSync('media/models/manifest.json', 'utf8')) as { readonly name: string; readonly start: { readonly layer: number; readonly head: number } }[])
  .find(({ name }) => name === 'pictures')!

/** The strongest patches as the command line's engine has them: what the class token attends to in a head, from 0. */
async function expected(layer: number, head: number): Promise<readonly { token: string; weight: number }[]> {
  const { layers } = await inNode('pictures', sample)
  const row = layers[layer]!.subarray(head * 65 * 65, head * 65 * 65 + 65)
  return [...row.subarray(1)].map((weight, patch) => ({ token: `${Math.floor(patch / 8) + 1},${patch % 8 + 1}`, weight: Number(weight.toFixed(3)) }))
    .sort((a, b) => b.weight - a.weight).slice(0, 5)
}

const picture = ({ view }: Stage, name: string) => view.frame.getByRole('application', { name: `Picture scene.png, ${name}`, exact: true })

async function showsTheNumbers(it: Stage, layer: number, head: number): Promise<void> {
  await picture(it, `layer ${layer + 1} head ${head + 1}`).waitFor()
  const wanted = await expected(layer, head)
  const shown = (list: readonly { token: string; weight: number }[]) => JSON.stringify([list.slice(0, 3).map(({ weight }) => weight), list[0]?.token])
  await until(`the strongest patches ${shown(wanted)}`, () => it.view.strongest(), (found) => shown(found) === shown(wanted))
}

test('a picture is looked at from its tab and from the explorer, beside texts, and after a reload', async (t) => {
  const it = await stage(t, { files: { 'scene.png': readFileSync(sample), 'broken.png': 'no picture at all' } })
  const { page, workbench, view } = it
  const tab = (name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) })

  await page.getByRole('treeitem', { name: 'scene.png' }).dblclick()
  await tab('scene.png').waitFor()
  await workbench.run(command)
  await workbench.pick(/^Pictures/)
  await showsTheNumbers(it, start.layer, start.head)
  await workbench.statusItem(/Pictures · .*65 tokens/).waitFor()
  await view.frame.getByRole('grid', { name: 'Where every head looks' }).getByRole('gridcell', { name: 'Layer 3, head 2' }).click()
  await showsTheNumbers(it, 2, 1)

  // A text has a session of its own, and the picture keeps its model.
  await workbench.openFile('total.ts')
  await workbench.editor.select({ line: 1, column: 1 }, { line: 3, column: 1 })
  await workbench.run('Token Gaze: Show Attention')
  await view.waitForPicture()
  await workbench.statusItem(/MiniLM/).waitFor()
  await workbench.run('Token Gaze: Choose Model')
  await workbench.pick(/^Pictures/)
  await workbench.notifications.getByText('Pictures takes pictures and no texts; run Look at Attention in a Picture.').first().waitFor()
  await workbench.editor.caretTo({ line: 2, column: 3 })
  await workbench.run('Token Gaze: Show Attention')
  await workbench.pick(/^MiniLM/)
  await workbench.statusItem(/MiniLM/).waitFor()
  await tab('scene.png').click()
  await view.frame.getByRole('tab', { name: 'Picture', exact: true }).click()
  await showsTheNumbers(it, 2, 1)

  await workbench.reload()
  await tab('scene.png').click()
  await picture(it, 'layer 3 head 2').waitFor({ timeout: 120_000 })

  await page.keyboard.press('Control+Shift+E')
  await page.getByRole('treeitem', { name: 'broken.png' }).click({ button: 'right' })
  await clickUntilGone(page.getByRole('menuitem', { name: 'Look at Attention in a Picture' }))
  await workbench.notifications.getByText(/broken\.png is no picture that can be decoded here/).waitFor()

  // The bundled sample is in the extension's own folder.
  await workbench.dismissNotifications()
  await workbench.run('Token Gaze: Try a Model on Its Sample')
  await workbench.pick(/^Pictures/)
  await view.frame.getByRole('application', { name: `Picture sample.png, layer ${start.layer + 1} head ${start.head + 1}`, exact: true }).waitFor()
  const [first] = await expected(start.layer, start.head)
  await until('the strongest patch', () => it.view.strongest(), ([found]) => found?.token === first!.token && found.weight === first!.weight)
})
