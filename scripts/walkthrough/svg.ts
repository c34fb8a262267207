/** What a drawing's colours and fonts are: the theme's. */
export const colours = {
  foreground: 'var(--vscode-foreground)',
  muted: 'var(--vscode-descriptionForeground)',
  attention: 'var(--vscode-tokenGaze-attention)',
  attendedBy: 'var(--vscode-tokenGaze-attendedBy)',
  background: 'var(--vscode-editor-background)',
  border: 'var(--vscode-widget-border, var(--vscode-descriptionForeground))',
} as const

/** Width of a letter of the editor's font in parts of its size, as nearly all monospaced fonts have it. */
export const letter = 0.6

const fonts = { code: 'var(--vscode-editor-font-family, monospace)', prose: 'var(--vscode-font-family, sans-serif)' } as const

/** The shortest way to write a length or a share: to the thousandth, so that the file is the same wherever it is made. */
export function short(value: number): string {
  return String(Number(value.toFixed(3)))
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

export interface TextStyle {
  readonly size?: number
  readonly fill?: string
  readonly anchor?: 'start' | 'middle' | 'end'
  readonly font?: keyof typeof fonts
  readonly turned?: boolean
}

export function text(x: number, y: number, content: string, style: TextStyle = {}): string {
  const { size = 15, fill = colours.foreground, anchor = 'start', font = 'code', turned = false } = style
  const place = turned ? `transform="translate(${short(x)} ${short(y)}) rotate(-90)"` : `x="${short(x)}" y="${short(y)}"`
  return `<text ${place} font-family="${fonts[font]}" font-size="${short(size)}" fill="${fill}" text-anchor="${anchor}">${escaped(content)}</text>`
}

/** A word of the drawing itself, not of the analysed text. */
export function caption(x: number, y: number, content: string, style: TextStyle = {}): string {
  return text(x, y, content, { size: 14, fill: colours.muted, font: 'prose', ...style })
}

export function box(x: number, y: number, width: number, height: number, attributes: Readonly<Record<string, string>>): string {
  const rest = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`).join('')
  return `<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"${rest}/>`
}

export function outline(x: number, y: number, width: number, height: number, stroke: string): string {
  return box(x, y, width, height, { fill: 'none', stroke, rx: '2' })
}

export function path(d: string, stroke: string, width: number, attributes = ''): string {
  return `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${short(width)}"${attributes}/>`
}

/** A line with a head at its end. */
export function arrow(x1: number, y1: number, x2: number, y2: number): string {
  return path(`M${short(x1)} ${short(y1)}L${short(x2)} ${short(y2)}`, colours.muted, 1.5, ' marker-end="url(#head)"')
}

const head = `<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">`
  + `<path d="M0 0L8 4L0 8z" fill="${colours.muted}"/></marker></defs>`

export function drawing(width: number, height: number, parts: readonly string[]): string {
  const size = `viewBox="0 0 ${String(width)} ${String(height)}" width="${String(width)}" height="${String(height)}"`
  return [`<svg xmlns="http://www.w3.org/2000/svg" ${size}>`, head, ...parts, '</svg>', ''].join('\n')
}
