import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { leaveBrowser, stage } from './stage.ts'

after(leaveBrowser)

// code-server takes its language from a language pack, which is not here.
test('in a VS Code in Spanish, page and status bar speak Spanish', { skip: process.env.GAZE_PROFILE !== undefined }, async (t) => {
  const { workbench, view, page } = await stage(t, { language: 'es' })
  await workbench.openFile('total.ts')
  await workbench.run('Token Gaze: Show Attention')
  await view.frame.getByRole('application', { name: /^Mapa de calor de la atención, capa \d+ cabeza \d+$/ }).waitFor()
  assert.equal(await view.frame.locator('html').getAttribute('lang'), 'es')
  await view.frame.getByRole('tab', { name: 'Cabezas', exact: true }).click()
  await view.frame.getByRole('application', { name: /^Vista de cabezas, capa \d+ cabeza \d+$/ }).waitFor()
  await page.getByRole('button', { name: /atiende a/ }).first().waitFor()
})
