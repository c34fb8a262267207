import { toBase64 } from '../../protocol/base64.ts'
import { writeRecording, type Recording } from '../../protocol/recording.ts'
import { usedTranslations } from '../l10n/translate.ts'
import type { About } from './about.ts'
import { escapeXml } from './escapeXml.ts'

/** One HTML file with this page, its theme and a recording in it: it asks for nothing else, and works without a network. */
export async function htmlOf(recording: Recording, about: About): Promise<string> {
  const own = await ownFiles()
  const { translations, language } = usedTranslations()
  const data = (value: string) => value.replaceAll('<', '\\u003c')
  return `<!DOCTYPE html>
<html lang="${escapeXml(language)}" dir="${document.documentElement.dir || 'ltr'}" style="${escapeXml(themeStyle())}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="${escapeXml(about.generator)}">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; font-src data:; img-src data: blob:">
<title>${escapeXml(`${about.title} · ${about.model} · Token Gaze`)}</title>
<style>${own.css}
body { background: var(--vscode-editor-background); color: var(--vscode-foreground); font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); }
</style>
</head>
<body class="${escapeXml(document.body.className)}" data-mount="tab" data-version="${escapeXml(document.body.dataset.version ?? '')}">
<token-gaze-app></token-gaze-app>
<script type="application/json" id="translations">${data(JSON.stringify(translations))}</script>
<script type="application/json" id="recording">${data(writeRecording(recording))}</script>
<script type="module">${inScript(own.script)}</script>
</body>
</html>
`
}

/** This page's script and styles, with their fonts in them; of a file like this one, its own. */
async function ownFiles(): Promise<{ css: string; script: string }> {
  const { dist } = document.body.dataset
  if (dist === undefined) {
    return { css: document.querySelector('style')!.textContent, script: document.querySelector('script[type=module]')!.textContent }
  }
  const read = async (name: string) => {
    const response = await fetch(dist + name)
    if (!response.ok) throw new Error(`dist/${name} cannot be read (${response.status}).`)
    return response
  }
  const [script, css] = await Promise.all(['page.js', 'page.css'].map(async (name) => (await read(name)).text()))
  const pieces = await Promise.all(css!.split(/(url\([^)]*\))/).map(async (piece) => {
    const file = /^url\(["']?(?:\.\/)?([\w.-]+)["']?\)$/.exec(piece)?.[1]
    if (file === undefined) return piece
    return `url(data:font/${file.split('.').at(-1)!};base64,${toBase64(new Uint8Array(await (await read(file)).arrayBuffer()))})`
  }))
  return { script: script!, css: pieces.join('') }
}

/** The theme's variables, as the page has them now. */
function themeStyle(): string {
  const { style } = document.documentElement
  const names = Array.from(style).filter((name) => name.startsWith('--vscode-'))
  return names.map((name) => `${name}: ${style.getPropertyValue(name).trim()}`).join('; ')
}

/** A script's text as it may stand in HTML: what would end it early is escaped, as strings have it. */
function inScript(script: string): string {
  return script.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '').replace(/<(?=!--|\/?script)/gi, '\\x3C')
}
