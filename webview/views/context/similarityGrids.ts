import { html, type TemplateResult } from 'lit'
import type { RepresentationTable } from '../../../protocol/representations.ts'
import { t } from '../../l10n/translate.ts'
import { contrast, parseColour } from '../colour/colour.ts'
import type { Palette } from '../colour/palette.ts'
import { rampCss } from '../colour/ramp.ts'
import { sayCosine, type Series } from './contextSeries.ts'

export interface SimilarityGrids {
  readonly table: RepresentationTable
  readonly series: readonly Series[]
  readonly chosenNames: readonly string[]
  readonly stateNames: readonly string[]
  readonly palette: Palette
}

/** Each state as a square of the chosen by the chosen, tinted by cosine from 0 to 1, with the numbers in it. */
export function similarityGrids({ table: { cosines, chosen }, series, chosenNames, stateNames, palette }: SimilarityGrids): TemplateResult {
  const count = chosen.length
  const cells = chosen.flatMap((_, a) => chosen.map((__, b) => [a, b] as const))
  return html`<section class="section" aria-label=${t('Each layer as a square')}>
    <h3>${t('Each layer as a square')}</h3>
    <p class="muted note">${t('Rows and columns: {0}. Tinted from 0 to 1.', chosenNames.map((name, at) => `${String(at + 1)} ${name}`).join(', '))}</p>
    <div class="grids">${stateNames.map((name, state) => html`<figure>
      <figcaption>${name}</figcaption>
      <div class="grid number" role="img" aria-label=${sayGrid(name, series, state)} .style=${`grid-template-columns: repeat(${String(count)}, minmax(32px, 1fr))`}>
        ${cells.map(([a, b]) => cell(cosines[(state * count + a) * count + b]!, a === b, palette))}
      </div>
    </figure>`)}</div>
  </section>`
}

function cell(cosine: number, isOwn: boolean, palette: Palette): TemplateResult {
  const tint = rampCss(palette.ramp, Number.isNaN(cosine) ? 0 : cosine)
  return html`<span .style=${`background: ${tint}; color: ${readableOn(tint, palette)}`}>${isOwn || Number.isNaN(cosine) ? '' : cosine.toFixed(2)}</span>`
}

/** Whichever of the theme's two colours stands out more. */
function readableOn(tint: string, { foreground, background }: Palette): string {
  const on = parseColour(tint)!
  const [first, second] = [foreground, background].map((css) => {
    const colour = parseColour(css)
    return { css, ratio: colour ? contrast(colour, on) : 0 }
  }) as [{ css: string; ratio: number }, { css: string; ratio: number }]
  const [light, dark] = [{ r: 255, g: 255, b: 255, a: 1 }, { r: 0, g: 0, b: 0, a: 1 }].map((colour) => contrast(colour, on)) as [number, number]
  const best = first.ratio >= second.ratio ? first : second
  return best.ratio >= 4.5 ? best.css : light > dark ? '#ffffff' : '#000000'
}

/** What a screen reader hears of a square. */
function sayGrid(name: string, series: readonly Series[], state: number): string {
  return `${name}: ${series.map((one) => t('{0}, {1}', one.name, sayCosine(one.values[state]!))).join('; ')}`
}
