/** The colours and fonts of the editor's theme that canvases need; colours as CSS text, empty where not set. */
export interface Theme {
  readonly background: string
  readonly plotBackground: string
  readonly foreground: string
  readonly attention: string
  readonly attendedBy: string
  readonly surprisal: string
  readonly focusBorder: string
  /** Set by high-contrast themes only. */
  readonly contrastBorder: string
  readonly editorFont: string
  readonly editorFontSize: number
}

/** Reads the theme from the page; the host's own colours fall back to VS Code's chart colours. */
export function readTheme(): Theme {
  const style = getComputedStyle(document.documentElement)
  const first = (...names: string[]) => names.map((name) => style.getPropertyValue(`--vscode-${name}`).trim()).find(Boolean) ?? ''
  const inTab = document.body.dataset.mount === 'tab'
  const theme: Theme = {
    background: inTab ? first('editor-background') : first('sideBar-background', 'editor-background'),
    plotBackground: first('editor-background'),
    foreground: first('foreground', 'editor-foreground'),
    attention: first('tokenGaze-attention', 'charts-yellow', 'foreground'),
    attendedBy: first('tokenGaze-attendedBy', 'charts-blue', 'foreground'),
    surprisal: first('tokenGaze-surprisal', 'charts-purple', 'foreground'),
    focusBorder: first('focusBorder', 'foreground'),
    contrastBorder: first('contrastBorder'),
    editorFont: first('editor-font-family') || 'monospace',
    editorFontSize: parseFloat(first('editor-font-size')) || 12,
  }
  return matchMedia('(forced-colors: active)').matches ? { ...theme, ...systemColours() } : theme
}

/** Where the system forces its own colours on text and boxes, canvases follow. */
function systemColours(): Partial<Theme> {
  const probe = document.body.appendChild(document.createElement('span'))
  const colour = (name: string) => {
    probe.style.color = name
    return getComputedStyle(probe).color
  }
  const [background, foreground, focusBorder] = ['Canvas', 'CanvasText', 'Highlight'].map(colour) as [string, string, string]
  probe.remove()
  return { background, plotBackground: background, foreground, focusBorder, contrastBorder: foreground }
}

/** Calls back when the theme or the fonts have changed: VS Code then rewrites the root's style and the body's class. */
export function onThemeChange(listener: () => void): () => void {
  const observer = new MutationObserver(listener)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] })
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-kind'] })
  const contrast = matchMedia('(forced-colors: active)')
  contrast.addEventListener('change', listener)
  return () => {
    observer.disconnect()
    contrast.removeEventListener('change', listener)
  }
}
