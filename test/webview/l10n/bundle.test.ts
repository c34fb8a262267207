import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { literalTexts } from '../../../scripts/l10n/literalTexts.ts'
import { sentences } from '../../../scripts/l10n/sentences.ts'

type Bundle = Readonly<Record<string, string>>

const read = (file: string): Bundle => JSON.parse(readFileSync(file, 'utf8')) as Bundle
const placeholders = (text: string) => [...text.matchAll(/\{\d+\}/g)].map(([all]) => all).sort()
const { texts, problems } = sentences()

test('every sentence is a literal, and gets as many values as it asks for', () => {
  assert.deepEqual(problems, [])
})

test('the bundle has every sentence of host, page and worker, and nothing else: npm run l10n writes it', () => {
  const bundle = read('l10n/bundle.l10n.json')
  assert.deepEqual(Object.keys(bundle).sort(), [...texts].sort())
  for (const [key, value] of Object.entries(bundle)) assert.equal(value, key)
})

test('every translation is complete, has nothing stale, and keeps the placeholders', () => {
  for (const [english, pattern] of [['l10n/bundle.l10n.json', 'l10n/bundle.l10n.*.json'], ['package.nls.json', 'package.nls.*.json']] as const) {
    const source = read(english)
    for (const file of globSync(pattern)) {
      const translation = read(file)
      assert.deepEqual(Object.keys(translation).sort(), Object.keys(source).sort(), file)
      for (const [key, text] of Object.entries(translation)) {
        assert.deepEqual(placeholders(text), placeholders(source[key]!), `${file}: ${key}`)
        assert.notEqual(text.trim(), '', `${file}: ${key}`)
      }
    }
  }
})

test('no template of the page has a text of its own', () => {
  const found = globSync('webview/{ui,views}/**/*.ts').flatMap((file) => literalTexts(readFileSync(file, 'utf8')).map((text) => `${file}: ${text}`))
  assert.deepEqual(found, [])
})

test('texts of templates are found in elements, in attributes that are read aloud, and in what is put into both', () => {
  const found = (template: string) => literalTexts(`const x = html\`${template}\``)
  assert.deepEqual(found('<p class="state">Nothing yet</p>'), ['Nothing yet'])
  assert.deepEqual(found('<button aria-label="Zoom in" @click=${() => { go("to it") }}>${icon}</button>'), ['Zoom in'])
  assert.deepEqual(found('<p title=${on ? "Hide it" : t("Show it")}>${`${n} tokens`}</p>'), ['Hide it', ' tokens'])
  assert.deepEqual(found('<p class=${on ? "lit up" : "off now"} title=${t("Pin")}>${t("Pinned")} 0.5</p>'), [])
  assert.deepEqual(found('${button("pin", "Pin token")}${list.map((each) => html`<b>Strong</b>`)}'), ['Pin token', 'Strong'])
})
