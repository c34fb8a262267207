import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { ThemeName } from '../../scripts/workbench/workbench.ts'
import { analyseTotal, sum } from './analyse.ts'
import { leaveBrowser, stage } from './stage.ts'

after(leaveBrowser)

test('light, dark and high contrast show the same tints; every view is drawn in each, and in a narrow side bar', async (t) => {
  const it = await stage(t)
  const pictures = mkdtempSync(join(tmpdir(), 'token-gaze-themes-'))
  await analyseTotal(it)
  const { editor } = it.workbench
  const seen = new Set<string>()
  const views = await it.view.viewNames()
  for (const theme of ['Light Modern', 'Dark Modern', 'Dark High Contrast', 'Light High Contrast'] satisfies ThemeName[]) {
    await it.workbench.setTheme(theme)
    await editor.caretTo(sum)
    await editor.waitForSources(sum)
    const tints = await editor.strongestTints()
    seen.add(JSON.stringify(tints.map(({ text, line, column }) => [text, line, column])))
    for (const name of views) {
      await it.view.turnTo(name)
      await it.page.screenshot({ path: join(pictures, `${name}, ${theme}.png`) })
    }
  }
  assert.equal(seen.size, 1)
  await it.workbench.resizeSideBar(240)
  for (const name of views) {
    await it.view.turnTo(name)
    const overflow = await it.view.frame.locator('body').evaluate((body) => body.scrollWidth - body.clientWidth)
    assert.ok(overflow <= 0, `the ${name} view is ${overflow} px wider than the side bar`)
    await it.page.screenshot({ path: join(pictures, `${name}, narrow.png`) })
  }
  t.diagnostic(`Pictures: ${pictures}`)
})
