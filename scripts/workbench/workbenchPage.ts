import { quietSettings } from './quietSettings.ts'

/** The address scheme of the sample folder inside the workbench. */
export const sampleScheme = 'sample'

export interface WorkbenchOptions {
  /** `app.vsc.localhost:PORT`: a webview's frames live on hosts beside it, so that all are one site. */
  readonly host: string
  /** The folder that is opened, a path of the sample files. */
  readonly folder: string
  readonly settings: Readonly<Record<string, unknown>>
}

function configuration({ host, folder, settings }: WorkbenchOptions): object {
  const at = (path: string): object => ({ scheme: 'http', authority: host, path })
  const site = host.replace(/^app\./, '')
  return {
    folderUri: { scheme: sampleScheme, path: `/${folder}` },
    additionalBuiltinExtensions: [at('/sample-folder')],
    developmentOptions: { extensions: [at('/extension')] },
    configurationDefaults: { ...quietSettings, ...settings },
    productConfiguration: {
      nameShort: 'VS Code', nameLong: 'VS Code in the browser', enableTelemetry: false, extensionsGallery: undefined,
      extensionEnabledApiProposals: { 'token-gaze-workbench.sample-folder': ['fileSearchProvider'] },
      webviewContentExternalBaseUrlTemplate: `http://{{uuid}}.${site}/static/out/vs/workbench/contrib/webview/browser/pre/`,
    },
  }
}

function start(): void {
  const element = document.getElementById('configuration')
  const options = JSON.parse(element?.dataset['options'] ?? '{}') as { folderUri: object }
  const amd = self as unknown as {
    require: ((modules: string[], then: (workbench: Workbench) => void) => void) & { config(options: object): void }
    webPackagePaths: Record<string, string>
  }
  interface Workbench {
    create(parent: HTMLElement, options: object): void
    URI: { revive(parts: object): unknown; parse(text: string): unknown }
  }
  const base = `${location.origin}/static`
  const packages = Object.entries(amd.webPackagePaths)
  const paths = Object.fromEntries(packages.map(([name, path]) => [name, `${base}/node_modules/${name}/${path}`]))
  const asks = new URL(location.href).searchParams
  // The display language; the workbench itself has no translation here and stays English, but extensions have theirs.
  const language = asks.get('language')
  amd.require.config({ baseUrl: `${base}/out`, paths, ...language !== null && { 'vs/nls': { availableLanguages: { '*': language } } } })
  amd.require(['vs/workbench/workbench.web.main'], ({ create, URI }) => {
    const asked = asks.get('folder')
    const workspace = { folderUri: asked ? URI.parse(asked) : URI.revive(options.folderUri) }
    const open = (next: { folderUri?: { toString(): string } } | undefined): Promise<boolean> => {
      if (next?.folderUri) location.search = `?folder=${encodeURIComponent(next.folderUri.toString())}`
      return Promise.resolve(next?.folderUri !== undefined)
    }
    create(document.body, { ...options, workspaceProvider: { workspace, trusted: true, open } })
  })
}

/** The page that starts VS Code: its AMD loader, its bundle, and our configuration. */
export function workbenchPage(options: WorkbenchOptions): string {
  const attribute = JSON.stringify(configuration(options)).replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  const main = '/static/out/vs/workbench/workbench.web.main'
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Token Gaze in VS Code</title>
    <meta id="configuration" data-options="${attribute}">
    <link rel="icon" href="/static/favicon.ico">
    <link rel="stylesheet" data-name="vs/workbench/workbench.web.main" href="${main}.css">
  </head>
  <body aria-label=""></body>
  <script src="/static/out/vs/loader.js"></script>
  <script src="/static/out/vs/webPackagePaths.js"></script>
  <script src="/start.js"></script>
</html>
`
}

/** The script of that page. */
export function startScript(): string {
  return `${start.toString()}\nstart()\n`
}
