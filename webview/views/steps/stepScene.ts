import { html, nothing, type TemplateResult } from 'lit'
import type { StepTensor, StepThrough } from '../../../protocol/steps.ts'
import type { StepName } from '../../../protocol/views.ts'
import { t } from '../../l10n/translate.ts'
import { icon } from '../../ui/icon.ts'
import type { Palette } from '../colour/palette.ts'
import { signedCss } from '../colour/signedRamp.ts'

/** What a step is drawn from. */
export interface StepScene {
  readonly name: StepName
  readonly step: StepThrough
  /** The chosen key. */
  readonly key: number
  readonly labels: readonly string[]
  readonly palette: Palette
  /** The place in a vector that is pointed at. */
  readonly dimension: number | null
  readonly allKeys: boolean
  /** The key that is pointed at elsewhere. */
  readonly lit: number | null
  nameOf(token: number): string
}

export interface StripOptions {
  readonly caption: string
  readonly name: string
  readonly top?: number
  readonly unit?: number
  readonly marked?: readonly [number, number]
}

export function strip({ dimension, palette }: StepScene, values: Float32Array, { caption, name, top, unit, marked }: StripOptions): TemplateResult {
  return html`<gaze-strip .values=${values} .caption=${caption} .name=${name} .top=${top ?? null} .unit=${unit} .marked=${marked}
    .dimension=${dimension} .palette=${palette}></gaze-strip>`
}

/** Why something is not drawn; nothing where it is. */
export function whyNot({ step }: StepScene, ...tensors: readonly StepTensor[]): TemplateResult | typeof nothing {
  const reasons = [...new Set(tensors.map((tensor) => step.missing[tensor]).filter((reason) => reason !== undefined))]
  if (reasons.length === 0) return nothing
  return html`${reasons.map((reason) => html`<p class="missing">${icon('info')}<span>${reason}</span></p>`)}`
}

const stops = 8

/** What the colours of strips mean. */
export function signedLegend({ palette }: StepScene, scale: string): TemplateResult {
  const colours = Array.from({ length: 2 * stops + 1 }, (_, stop) => signedCss(palette.signed, (stop - stops) / stops))
  return html`<p class="legend muted"><span class="number">−</span><span class="bar"
    .style=${`background-image: linear-gradient(to right, ${colours.join(', ')})`}></span><span class="number">+</span><span>${scale}</span></p>`
}

export function ownScale(): string {
  return t('Square-root scale, each strip up to its own largest number.')
}
