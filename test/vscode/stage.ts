/** A VS Code for one test: a fresh profile, a folder of its own, and the extension in it. */
import assert from 'node:assert/strict'
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, type TestContext } from 'node:test'
import { chromium, type Browser, type Page } from 'playwright-core'
import { AttentionView } from '../../scripts/workbench/attentionView.ts'
import { launchBrowser, openPage } from '../../scripts/workbench/launchBrowser.ts'
import { quietSettings } from '../../scripts/workbench/quietSettings.ts'
import { until } from '../../scripts/workbench/until.ts'
import { Workbench } from '../../scripts/workbench/workbench.ts'
import { writeProfile } from '../../scripts/workbench/writeProfile.ts'

export interface Stage {
  readonly page: Page
  readonly workbench: Workbench
  /** The extension's page in the side bar. */
  readonly view: AttentionView
  /** The extension's page in an editor tab. */
  readonly tab: AttentionView
  /** A folder on disk, beside the workspace, for models of the person's own. */
  readonly models: string
  /** Goes to a folder of those in the file dialog that is open, and takes it. */
  chooseFolder(name: string): Promise<void>
}

export interface StageOptions {
  /** Files of the workspace by name, besides the samples. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>
  readonly settings?: Readonly<Record<string, unknown>>
  /** Takes a browser of its own that has a WebGPU adapter, in software. */
  readonly webgpu?: boolean
  readonly width?: number
  /** VS Code's display language. */
  readonly language?: string
}

/** What scripts/withWorkbench.ts, or its like for code-server, has set up for all the files of a run. */
const { GAZE_WORKBENCH: address = '', GAZE_BROWSER: endpoint = '', GAZE_SCRATCH: scratch = '', GAZE_FOLDER: prefix = '', GAZE_PROFILE: profile } = process.env
let connected: Promise<Browser> | undefined

interface Opened {
  readonly stage: Stage
  /** Fails where there were page errors or policy violations. */
  close(): Promise<void>
}

/** Opens VS Code for a test, and closes it with the test; a test with page errors or policy violations fails. */
export async function stage(t: TestContext, options: StageOptions = {}): Promise<Stage> {
  const opened = await openStage(options)
  t.after(async () => {
    if (hasFailed(t)) await showFailure(t, opened.stage)
    await opened.close()
  })
  return opened.stage
}

/**
 * One VS Code for all tests of a file, each of which finds it as the one before left it; after a test that failed the next
 * gets a new one. Ends this process's tie to the shared browser too.
 */
export function sharedStage(options: StageOptions = {}): (t: TestContext) => Promise<Stage> {
  let opened: Promise<Opened> | undefined
  after(async () => {
    await (await opened)?.close()
    await leaveBrowser()
  })
  return async (t) => {
    opened ??= openStage(options).catch((error: unknown) => {
      opened = undefined
      throw error
    })
    const { stage: it, close } = await opened
    t.after(async () => {
      if (!hasFailed(t)) return
      opened = undefined
      await showFailure(t, it)
      await close()
    })
    return it
  }
}

function hasFailed(t: TestContext): boolean {
  return !(t as TestContext & { readonly passed: boolean }).passed
}

async function showFailure(t: TestContext, { page }: Stage): Promise<void> {
  const picture = join(tmpdir(), `token-gaze-${t.name.replaceAll(/\W+/g, '-')}.png`)
  await page.screenshot({ path: picture })
  t.diagnostic(`The screen at the failure: ${picture}`)
}

async function openStage({ files = {}, settings = {}, webgpu = false, width, language }: StageOptions): Promise<Opened> {
  assert.notEqual(address, '', 'run these tests through npm test, or npm run test:vscode -- FILE')
  const folder = join(mkdtempSync(join(scratch, 'stage-')), 'work')
  const models = join(dirname(folder), 'models')
  cpSync('samples', folder, { recursive: true })
  mkdirSync(join(folder, '.vscode'))
  mkdirSync(models)
  writeFileSync(join(folder, '.vscode/settings.json'), JSON.stringify(settings))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  const seen = (path: string): string => prefix + path.slice(scratch.length)

  // A browser's page has a profile of its own; code-server has one for all, and begins anew too.
  if (profile) writeProfile(profile, quietSettings)

  connected ??= chromium.connect(endpoint)
  const own = webgpu ? await launchBrowser({ webgpu }) : undefined
  const { page, problems } = await openPage(own ?? await connected, { width: width ?? 1280 })
  const workbench = new Workbench(page)
  await workbench.open(`${address}?folder=${encodeURIComponent(seen(folder))}${language === undefined ? '' : `&language=${language}`}`)
  const it: Stage = {
    page, workbench, models,
    view: new AttentionView(workbench.view),
    tab: new AttentionView(workbench.tab),
    async chooseFolder(name) {
      const dialog = workbench.quickPick.filter({ hasText: 'A model in Hugging Face layout' })
      for (const row of ['..', 'models', name]) await dialog.getByRole('option', { name: row, exact: true }).click()
      await until('the folder', () => dialog.locator('input[type=text]').first().inputValue(), (path) => path.endsWith(`/${name}/`))
      const accept = dialog.getByRole('button', { name: /^(OK|Open Model)$/ })
      // The dialog drops a click while it is still reading the folder.
      for (let gone = false; !gone;) {
        await accept.click()
        gone = await dialog.waitFor({ state: 'hidden', timeout: 5_000 }).then(() => true, () => false)
      }
    },
  }
  return {
    stage: it,
    async close() {
      await page.context().close()
      await own?.close()
      assert.deepEqual(problems, [])
    },
  }
}

/** Ends this process's tie to the shared browser; each file calls it once, after its tests. */
export async function leaveBrowser(): Promise<void> {
  await (await connected)?.close()
}
