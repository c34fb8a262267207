/** Runs inside the extension host of a desktop VS Code, through @vscode/test-electron; what is shown is read from the hover. */
import assert from 'node:assert/strict'
import { commands, ConfigurationTarget, extensions, MarkdownString, Position, Selection, Uri, window, workspace } from 'vscode'

const sum = new Position(3, 5)

/** The hover's Markdown over the second `sum` of total.ts; empty where there is none. */
async function hover(uri: Uri): Promise<string> {
  const hovers = await commands.executeCommand<{ contents: unknown[] }[]>('vscode.executeHoverProvider', uri, sum)
  const texts = hovers.flatMap(({ contents }) => contents).map((content) => content instanceof MarkdownString ? content.value : '')
  return texts.find((text) => /token \d+ of \d+/.test(text)) ?? ''
}

async function eventually<T>(read: () => T | Promise<T>, wished: (value: T) => boolean): Promise<T> {
  const end = Date.now() + 120_000
  for (let value = await read(); ; value = await read()) {
    if (wished(value)) return value
    assert.ok(Date.now() < end, `waited two minutes; last seen: ${String(value)}`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

function hoverLike(uri: Uri, wished: RegExp): Promise<string> {
  return eventually(() => hover(uri), (text) => wished.test(text))
}

async function openTotal(): Promise<Uri> {
  const [folder] = workspace.workspaceFolders ?? []
  assert.ok(folder, 'the samples are open')
  const uri = Uri.joinPath(folder.uri, 'total.ts')
  const editor = await window.showTextDocument(uri)
  editor.selection = new Selection(0, 0, 6, 1)
  return uri
}

const tests: Record<string, () => Promise<void>> = {
  async 'Show Attention gives the hover its numbers'() {
    const uri = await openTotal()
    await commands.executeCommand('tokenGaze.showAttention')
    const text = await hoverLike(uri, /token 22 of 34 · id 7680 · layer \d+, head \d+/)
    const weights = (text.match(/\b0\.\d{3}\b/g) ?? []).map(Number)
    assert.ok(weights.length >= 9 && weights.every((weight) => weight <= 1), text)
  },
  async 'the next head and the next layer have other numbers'() {
    const uri = await openTotal()
    const before = await hover(uri)
    const [, layer, head] = (/layer (\d+), head (\d+)/.exec(before) ?? []).map(Number) as [number, number, number]
    await commands.executeCommand('tokenGaze.nextHead')
    const next = await hoverLike(uri, new RegExp(`layer ${layer}, head ${head + 1}\\b`))
    assert.notDeepEqual(next.match(/0\.\d{3}/g), before.match(/0\.\d{3}/g))
    await commands.executeCommand('tokenGaze.previousHead')
    await hoverLike(uri, new RegExp(`layer ${layer}, head ${head}\\b`))
    await commands.executeCommand('tokenGaze.nextLayer')
    await hoverLike(uri, new RegExp(`layer ${layer + 1}, head ${head}\\b`))
  },
  async 'the direction turns'() {
    const uri = await openTotal()
    await commands.executeCommand('tokenGaze.switchDirection')
    await hoverLike(uri, /attended by/)
    await commands.executeCommand('tokenGaze.switchDirection')
    await hoverLike(uri, /attends to/)
  },
  async 'the page opens as an editor tab'() {
    const uri = await openTotal()
    await commands.executeCommand('tokenGaze.openInEditorTab')
    await eventually(() => window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label)), (labels) => labels.includes('Attention'))
    await hoverLike(uri, /token 22 of 34/)
  },
  async 'a model in a folder on disk'() {
    const uri = await openTotal()
    const folder = process.env['GAZE_MODEL']
    if (!folder) return
    const settings = workspace.getConfiguration('tokenGaze')
    await settings.update('model', folder, ConfigurationTarget.Global)
    const text = await hoverLike(uri, /^(?![^]*id 7680)[^]*token \d+ of \d+/)
    assert.match(text, /0\.\d{3}/)
    await settings.update('model', undefined, ConfigurationTarget.Global)
    await hoverLike(uri, /id 7680/)
  },
  async 'Clear takes everything away'() {
    const uri = await openTotal()
    await commands.executeCommand('tokenGaze.clear')
    assert.equal(await hover(uri), '')
  },
}

/** What VS Code calls; rejects where a test failed. */
export async function run(): Promise<void> {
  await extensions.getExtension('token-gaze.token-gaze')?.activate()
  let failed = 0
  for (const [name, test] of Object.entries(tests)) {
    try {
      await test()
      console.log(`✔ ${name}`)
    } catch (error) {
      failed += 1
      console.error(`✖ ${name}\n${error instanceof Error ? error.stack : String(error)}`)
    }
  }
  console.log(`${Object.keys(tests).length - failed} passed, ${failed} failed`)
  if (failed > 0) throw new Error(`${failed} of the desktop tests failed`)
}
