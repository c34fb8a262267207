import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import type { Mount } from '../../../protocol/hostToPage.ts'
import { answer, answerFile } from '../../../scripts/workbench/answer.ts'
import { translations } from '../l10n/translations.ts'
import { fonts, themes, type ThemeId } from './themes.ts'

export interface PageServer {
  readonly origin: string
  address(mount: Mount, theme: ThemeId, language: string): string
  close(): Promise<void>
}

async function bundleInto(folder: string): Promise<void> {
  const common = { bundle: true, format: 'esm', target: 'es2022', loader: { '.ttf': 'file', '.woff2': 'file' }, assetNames: '[name]' } as const
  await Promise.all(['webview/page.ts', 'webview/worker/worker.ts'].map((entry) =>
    build({ ...common, entryPoints: [entry], outdir: folder, entryNames: '[name]', logLevel: 'warning' })))
  copyFileSync('node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.asyncify.wasm', join(folder, 'ort.wasm'))
}

/** The page as a webview gets it: the same policy, body and variables, and an `acquireVsCodeApi` that tests can hear. */
function pageHtml(origin: string, mount: Mount, theme: ThemeId, language: string): string {
  const nonce = 'test'
  const policy = [
    "default-src 'none'", `style-src ${origin} 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='`, `font-src ${origin}`,
    `img-src ${origin} blob: data:`, `script-src 'nonce-${nonce}' 'wasm-unsafe-eval'`, 'worker-src blob:', `connect-src ${origin}`,
  ].join('; ')
  return `<!DOCTYPE html><html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"><head><meta charset="utf-8"><title>Token Gaze</title>
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="icon" href="data:,"><link rel="stylesheet" href="${origin}/dist/page.css">
<script nonce="${nonce}">(${shim.toString()})(${JSON.stringify({ mount, theme, themes, fonts })})</script>
</head><body data-mount="${mount}" data-dist="${origin}/dist/" data-version="0.0.1"><token-gaze-app></token-gaze-app>
<script nonce="${nonce}">applyTheme(${JSON.stringify(theme)})</script>
<script type="application/json" id="translations">${JSON.stringify(translations(language))}</script>
<script type="module" nonce="${nonce}" src="${origin}/dist/page.js"></script></body></html>`
}

interface ShimInput {
  readonly mount: Mount
  readonly themes: Record<string, { readonly bodyClass: string; readonly colours: Record<string, string> }>
  readonly fonts: Record<string, string>
}

/** Runs in the page, before everything else. */
function shim({ mount, themes, fonts }: ShimInput): void {
  const scope = globalThis as unknown as Record<string, unknown>
  scope.applyTheme = (name: string) => {
    const root = document.documentElement
    root.removeAttribute('style')
    for (const [key, value] of Object.entries({ ...fonts, ...themes[name]!.colours })) root.style.setProperty(`--vscode-${key}`, value)
    root.style.background = `var(--vscode-${mount === 'tab' ? 'editor' : 'sideBar'}-background)`
    document.body.className = themes[name]!.bodyClass
  }
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('@layer vscode-default { body { color: var(--vscode-editor-foreground); font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); margin: 0; padding: 0 20px } }')
  document.adoptedStyleSheets = [sheet]
  scope.acquireVsCodeApi = () => {
    delete scope.acquireVsCodeApi
    return {
      postMessage: (message: unknown) => { void (scope.hear as (message: unknown) => void)(message) },
      getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') as unknown,
      setState: (value: unknown) => { sessionStorage.setItem('state', JSON.stringify(value)) },
    }
  }
}

/** Bundles the page and its worker, and serves them with the models of the repository. */
export async function servePage(): Promise<PageServer> {
  const dist = mkdtempSync(join(tmpdir(), 'gaze-page-'))
  await bundleInto(dist)
  let origin = ''
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url!, 'http://localhost')
    if (pathname === '/page') {
      answer(response, 200, pageHtml(origin, searchParams.get('mount') as Mount, searchParams.get('theme') as ThemeId, searchParams.get('language')!), 'text/html; charset=utf-8')
    } else if (pathname.startsWith('/dist/')) answerFile(request, response, dist, pathname.slice('/dist/'.length))
    else if (pathname.startsWith('/media/')) answerFile(request, response, resolve('media'), pathname.slice('/media/'.length))
    else if (pathname.startsWith('/fixtures/')) answerFile(request, response, resolve('test/fixtures/onnx'), pathname.slice('/fixtures/'.length))
    else if (pathname.startsWith('/pairs/')) answerFile(request, response, resolve('test/fixtures/pairs'), pathname.slice('/pairs/'.length))
    else answer(response, 404, 'nothing here')
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  origin = `http://localhost:${(server.address() as AddressInfo).port}`
  return {
    origin,
    address: (mount, theme, language) => `${origin}/page?mount=${mount}&theme=${theme}&language=${language}`,
    close: async () => {
      rmSync(dist, { recursive: true })
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}
