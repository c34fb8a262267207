import { extensions, l10n, Uri, type Webview } from 'vscode'
import type { Mount } from '../../protocol/hostToPage.ts'
import { spokenLanguage } from '../l10n/spokenLanguage.ts'

/** The toolkit's empty style element, the only inline style that is let through: base64 of sha256(''). */
const emptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"

/** Languages that are written from right to left. */
const rightToLeft = /^(ar|dv|fa|he|ps|ug|ur|yi)\b/

/** The page and its Content-Security-Policy; the same for both mounts. `recorded`: it waits for a session file to show. */
export function pageHtml(webview: Webview, extension: Uri, mount: Mount, { recorded = false } = {}): string {
  const dist = webview.asWebviewUri(Uri.joinPath(extension, 'dist/')).toString()
  const nonce = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const source = webview.cspSource
  const language = spokenLanguage()
  const manifest = extensions.getExtension('token-gaze.token-gaze')?.packageJSON as { version?: string } | undefined
  const policy = [
    "default-src 'none'",
    `style-src ${source} ${emptyStyle}`,
    `font-src ${source}`,
    `img-src ${source} blob: data:`,
    `script-src 'nonce-${nonce}' 'wasm-unsafe-eval'`,
    'worker-src blob:',
    `connect-src ${source}`,
  ].join('; ')
  return `<!DOCTYPE html>
<html lang="${language}" dir="${rightToLeft.test(language) ? 'rtl' : 'ltr'}">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="stylesheet" href="${dist}page.css">
  <title>Token Gaze</title>
</head>
<body data-mount="${mount}" data-dist="${dist}" data-version="${manifest?.version ?? ''}"${recorded ? ' data-recorded' : ''}>
  <token-gaze-app></token-gaze-app>
  ${translations(l10n.bundle)}
  <script type="module" nonce="${nonce}" src="${dist}page.js"></script>
</body>
</html>`
}

/** A block of data, not a script: the policy lets it be, and the page has it before it draws. */
function translations(bundle: Readonly<Record<string, string>> | undefined): string {
  if (!bundle) return ''
  return `<script type="application/json" id="translations">${JSON.stringify(bundle).replaceAll('<', '\\u003c')}</script>`
}
