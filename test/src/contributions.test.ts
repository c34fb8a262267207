import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

interface Command { command: string; title: string; category: string }
interface Manifest {
  activationEvents: string[]
  contributes: { commands: Command[]; keybindings: { command: string; when: string }[]; menus: Record<string, { command: string }[]> }
}

const manifestText = readFileSync('package.json', 'utf8')
const manifest = JSON.parse(manifestText) as Manifest
const words = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>
const source = globSync('src/**/*.ts').map((file) => readFileSync(file, 'utf8')).join('\n')

test('every command has its title, and is registered once', () => {
  const titles = manifest.contributes.commands.map(({ title }) => words[title.slice(1, -1)])
  assert.deepEqual(titles, [
    'Show Attention', 'Choose Layer and Head', 'Next Head', 'Previous Head', 'Next Layer', 'Previous Layer', 'Choose Model', 'Try a Model on Its Sample', 'Pin Token',
    'Switch Direction', 'Peek Strongest Targets', 'Go to Strongest Target', 'Choose Grouping', 'Give a Target Text', 'Show Attention Between Two Editors', 'Special Tokens…',
    'Look at Attention in a Picture', 'Show Heatmap', 'Show Heads', 'Show All Heads (Model View)', 'Show Layer', 'Step Through Attention', 'Show Words in Context', 'Show Predictions', 'Show Surprisal in the Editor',
    'Show World', 'Let the Agent Act', 'Let the Agent Act Until the Goal', 'Stop the Agent', 'Step the Agent Back',
    'Guided Tour', 'Next Tour Stop', 'Previous Tour Stop', 'End Tour', 'Open in Editor Tab', 'Export…', 'Copy as Image', 'Save Session', 'Cancel', 'Clear',
  ])
  assert.equal(words['category'], 'Token Gaze')
  const registered = [...source.matchAll(/registerCommand\('([\w.]+)'/g)].map(([, id]) => id).sort()
  assert.deepEqual(registered, manifest.contributes.commands.map(({ command }) => command).sort())
})

test('menus and keys name commands that exist; keys work only while an analysis is shown', () => {
  const ids = new Set(manifest.contributes.commands.map(({ command }) => command))
  for (const entries of Object.values(manifest.contributes.menus)) for (const { command } of entries) assert.ok(ids.has(command), command)
  for (const { command, when } of manifest.contributes.keybindings) {
    assert.ok(ids.has(command))
    assert.match(when, /^tokenGaze\.shown\b/)
  }
  const hidden = manifest.contributes.menus['commandPalette']!.map(({ command }) => command)
  for (const always of ['tokenGaze.showAttention', 'tokenGaze.chooseModel']) assert.ok(!hidden.includes(always))
})

test('package.nls.json has what package.json asks for, and nothing else', () => {
  const asked = new Set([...manifestText.matchAll(/"%([\w.-]+)%"/g)].map(([, key]) => key))
  assert.deepEqual([...asked].sort(), Object.keys(words).sort())
})

test('nothing but the editor tab of before wakes the extension by itself', () => {
  assert.deepEqual(manifest.activationEvents, ['onWebviewPanel:tokenGaze.attentionTab'])
})
