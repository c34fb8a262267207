import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { test } from 'node:test'

/** For each room, longest prefix first, the rooms and packages it may import. */
const arrows: [room: string, rooms: string[], packages: RegExp][] = [
  ['webview/l10n', ['webview/l10n'], /^$/],
  ['webview/worker', ['webview/worker', 'webview/l10n', 'protocol', 'core/index.ts'], /^onnxruntime-web/],
  ['webview/ui', ['webview/ui', 'webview/state', 'webview/l10n', 'protocol'], /^(lit|@vscode\/|d3-|katex)/],
  ['webview/views', ['webview/views', 'webview/ui', 'webview/state', 'webview/l10n', 'protocol'], /^(lit|d3-)/],
  ['webview/state', ['webview/state', 'webview/l10n', 'protocol'], /^(lit|d3-)/],
  ['webview/exports', ['webview/exports', 'webview/views', 'webview/ui', 'webview/state', 'webview/l10n', 'protocol', 'core/index.ts'], /^$/],
  // Answers from a recording by the worker's own maths, without its runtime.
  ['webview/replay', ['webview/replay', 'webview/state', 'webview/worker', 'webview/l10n', 'protocol', 'core/index.ts'], /^$/],
  ['webview/engine', ['webview/engine', 'webview/l10n', 'protocol'], /^$/],
  ['webview', ['webview', 'protocol'], /^lit/],
  ['src', ['src', 'protocol'], /^vscode$/],
  ['protocol', ['protocol'], /^$/],
  ['core', ['core'], /^(@huggingface\/tokenizers|fflate)/],
  ['cli', ['cli', 'core/index.ts', 'protocol'], /^(node:|onnxruntime-web|fflate|@jsquash\/)/],
  // The host's pure functions, to measure what a caret move costs; none of them imports vscode. The page as its tests open it.
  ['bench', ['bench', 'cli', 'core/index.ts', 'protocol', 'webview/worker', 'scripts', 'src/sessions', 'src/overlay/planOverlay.ts', 'test/webview/page'],
    /^(node:|playwright-core)/],
  // The walkthrough's drawings: what the model gives at the tour's stops, on the page's scale.
  ['scripts/walkthrough', ['scripts/walkthrough', 'cli', 'core/index.ts', 'protocol', 'src/tour/tourPlan.ts', 'webview/views/colour/signedRamp.ts'],
    /^node:/],
  ['scripts', ['scripts', 'protocol'], /./],
]

for (const [room, rooms, packages] of arrows) {
  test(`${room} imports only what lies below it`, () => {
    for (const file of globSync(`${room}/**/*.ts`)) {
      if (arrows.find(([other]) => file.startsWith(`${other}/`))?.[0] !== room) continue
      for (const [, from] of readFileSync(file, 'utf8').matchAll(/^(?:import|export)(?:[\s\w{},*]*?\bfrom)?\s*['"]([^'"]+)['"]/gm)) {
        if (from!.startsWith('.')) {
          const target = normalize(join(dirname(file), from!))
          assert.ok(rooms.some((allowed) => target === allowed || target.startsWith(`${allowed}/`)), `${file} imports ${target}`)
        } else assert.match(from!, packages, `${file} imports ${from}`)
      }
    }
  })
}

test('no file but core/index.ts re-exports, and none has a default export', () => {
  for (const file of globSync('{core,protocol,src,webview,cli,bench,scripts}/**/*.ts')) {
    const text = readFileSync(file, 'utf8')
    assert.doesNotMatch(text, /^export default/m, file)
    if (file !== 'core/index.ts') assert.doesNotMatch(text, /^export (\*|\{[^}]*\}) from/m, file)
  }
})
