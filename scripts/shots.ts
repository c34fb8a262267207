import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { AttentionView } from './workbench/attentionView.ts'
import { launchBrowser, openPage } from './workbench/launchBrowser.ts'
import { until } from './workbench/until.ts'
import { Workbench, type ThemeName } from './workbench/workbench.ts'

const themes: readonly [name: string, theme: ThemeName][] = [
  ['dark', 'Dark Modern'], ['light', 'Light Modern'], ['contrast-dark', 'Dark High Contrast'], ['contrast-light', 'Light High Contrast'],
]
/** The function `total` of samples/total.ts, and its second `sum`. */
const passage = { from: { line: 1, column: 1 }, to: { line: 7, column: 2 } }
const sum = { line: 4, column: 5 }

/** The models of our own, the views that show them best, and the word they are seen from. */
const ownModels: readonly [label: string, name: string, views: readonly string[], word?: string][] = [
  ['Translator', 'translator', ['Heads', 'Heatmap'], 'gato'],
  ['Translator, GRU with additive', 'additive', ['Steps'], 'gato'],
  ['Code model', 'code', ['Model', 'Predictions']],
  ['Pictures', 'pictures', ['Picture']],
  ['Captioner', 'captioner', ['Picture'], 'square'],
  ['Agent', 'agent', ['World']],
]

/** Does the main job in the workbench at `url` without a person, and leaves pictures of it in `folder`. */
export async function takeShots(url: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const browser = await launchBrowser()
  const { page, problems } = await openPage(browser)
  const workbench = new Workbench(page)
  const view = new AttentionView(workbench.view)
  const shoot = async (name: string): Promise<void> => {
    await page.screenshot({ path: join(folder, `${name}.png`) })
    console.log(`  ${join(resolve(folder), `${name}.png`)}`)
  }
  /** Looks from the second `sum`, with the mouse on nothing. */
  const look = async (): Promise<void> => {
    await workbench.editor.caretTo(passage.from)
    await page.mouse.move(1000, 650)
    await workbench.editor.caretTo(sum)
    await workbench.editor.waitForSources({ ...sum, text: 'sum' })
  }
  const say = (what: string): void => {
    console.log(what)
  }
  try {
    say('Opening samples/total.ts')
    await workbench.open(url)
    await workbench.openFile('total.ts')
    await workbench.editor.select(passage.from, passage.to)
    say('Token Gaze: Show Attention')
    await workbench.run('Token Gaze: Show Attention')
    await view.waitForPicture()
    await view.thumbnail(3, 5).click()
    await view.waitForHead(3, 5)
    await workbench.resizeSideBar(430)
    await look()
    const strongest = await view.strongest()
    say(`\nLayer 3, head 5: what the second "sum" attends to most`)
    for (const { token, weight } of strongest) say(`  sum → ${token.padEnd(12)} ${weight.toFixed(3)}`)
    say('')
    for (const [name, theme] of themes) {
      await workbench.setTheme(theme)
      await look()
      await shoot(`overlay-${name}`)
      const hover = await workbench.editor.hoverAt(sum)
      // It fades in.
      await until('the whole hover', () => hover.evaluate((element) => getComputedStyle(element).opacity), (opacity) => opacity === '1')
      await shoot(`hover-${name}`)
      await page.keyboard.press('Escape')
      for (const each of (await view.viewNames()).reverse()) {
        await view.turnTo(each)
        await shoot(`view-${each.toLowerCase()}-${name}`)
      }
    }
    await workbench.setTheme('Dark Modern')
    await workbench.resizeSideBar(240)
    await look()
    for (const each of (await view.viewNames()).reverse()) {
      await view.turnTo(each)
      await shoot(`panel-narrow-${each.toLowerCase()}`)
    }
    await workbench.resizeSideBar(430)
    for (const [label, model, views, word] of ownModels) {
      say(`Token Gaze: Try a Model on Its Sample, ${model}`)
      await workbench.run('Token Gaze: Try a Model on Its Sample')
      await workbench.pick(new RegExp(`^${label}`))
      await workbench.statusItem(new RegExp(`${label}.* · .*tokens`)).waitFor({ timeout: 120_000 })
      for (const [name, theme] of themes.slice(0, 2)) {
        await workbench.setTheme(theme)
        for (const each of views) {
          await view.turnTo(each)
          if (word) await view.frame.getByRole('button', { name: word, exact: true }).click()
          await shoot(`${model}-${each.toLowerCase()}-${name}`)
        }
      }
    }
    await workbench.setTheme('Dark Modern')
    await workbench.openFile('total.ts')
    await look()
    await workbench.run('Token Gaze: Open in Editor Tab')
    const tab = new AttentionView(workbench.tab)
    await tab.waitForPicture()
    await page.setViewportSize({ width: 1600, height: 1000 })
    await shoot('tab-beside')
    await workbench.run('View: Toggle Maximize Editor Group')
    for (const each of await tab.viewNames()) {
      await tab.turnTo(each)
      await shoot(`tab-wide-${each.toLowerCase()}`)
    }
    if (problems.length > 0) throw new Error(`The page had problems:\n${problems.join('\n')}`)
  } catch (error) {
    await page.screenshot({ path: join(folder, 'failed.png') }).catch(() => undefined)
    throw new Error(`The main job did not go through (${join(resolve(folder), 'failed.png')} shows where): ${String(error)}`, { cause: error })
  } finally {
    await browser.close()
  }
}
