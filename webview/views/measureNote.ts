import { css, html, type TemplateResult } from 'lit'
import type { HeadChoice, LayerSummary, Pool } from '../../protocol/attention.ts'
import { hasHeads, isPool, measureOf } from '../../protocol/choice.ts'
import { t } from '../l10n/translate.ts'

export const measureNoteStyles = css`
  .measure { margin: 0; max-width: 90ch; font-size: 11px; }
`

/** What can be told from what is shown, and what cannot; read out when it changes. */
export function measureNote(choice: HeadChoice, layers: readonly LayerSummary[]): TemplateResult {
  const window = isPool(choice.layer) || !hasHeads(choice) ? undefined : layers[choice.layer]?.window
  return html`<p class="measure muted" role="status">${sayMeaning(choice)}${window ? ` ${sayWindow(window)}` : ''}</p>`
}

/** What a layer with a local window sees. */
export function sayWindow({ back, ahead }: NonNullable<LayerSummary['window']>): string {
  return ahead === 0 ? t('This layer is local: a token sees itself and the {0} tokens before it, and no others.', back)
    : t('This layer is local: a token sees itself, {0} tokens before it and {1} behind it, and no others.', back, ahead)
}

/** One sentence for each measure and pool; docs/measures.md has the long form. */
export function sayMeaning(choice: HeadChoice): string {
  const { layer, head } = choice
  switch (measureOf(choice)) {
    case 'norms': return isPool(head)
      ? t('How long the vector is that the layer adds to a token from another, all heads together: it counts values, not only weights, but not what the residual connection keeps or later layers do; not shares.')
      : t('How long the vector is that this head adds to a token from another: it counts values, not only weights, but heads may cancel each other out; not shares.')
    case 'rollout': return t('Where a token’s content may come from in the input if each layer mixed tokens by its average weights and kept half of itself: it follows paths through layers, but knows neither values nor what heads do apart.')
    case 'flow': return t('The most that could flow to a token from each input token through the layers’ average weights: it finds bottlenecks, but each token on its own, so that a row does not add up to anything; not shares.')
    case 'weights': return isPool(layer) ? sayPooled(layer === head || !isPool(head) ? layer : null) : isPool(head) ? sayPooled(head)
      : t('How this head divides each token’s attention, each row adding up to 1: where it looks, but not how much what it finds there changes the outcome.')
  }
}

function sayPooled(pool: Pool | null): string {
  switch (pool) {
    case 'mean': return t('The average of heads: what many of them share, each row adding up to 1, but a head that looks elsewhere alone disappears in it.')
    case 'max': return t('The largest weight that any of the heads gives: no strong link is missed, but not which head it is of, and rows add up to more than 1; not shares.')
    case 'min': return t('The smallest weight of all heads: what every one of them looks at, mostly nothing, and rows add up to less than 1; not shares.')
    case null: return t('Heads pooled within each layer first, then the layers: a number for the pair in all of them, but not of which head or layer.')
  }
}
