import { html, nothing, type TemplateResult } from 'lit'
import type { EmbeddingPart } from '../../../protocol/steps.ts'
import { t } from '../../l10n/translate.ts'
import { keyOrder, restOfSum } from './keyOrder.ts'
import { largest, sayNumber } from './stepNumbers.ts'
import { ownScale, signedLegend, strip, whyNot, type StepScene } from './stepScene.ts'
import { rowOf } from './stepRows.ts'

/** Values drawn one by one in the weighted sum. */
const mostValues = 8

/** The input representation: what it is made of before the first layer, and what the layer reads. */
export function inputVectors(scene: StepScene): TemplateResult {
  const { step: { embeddings, input, layer, token, values, keyCount, unprojected }, key, nameOf } = scene
  const i = nameOf(token)
  if (!embeddings && !input) {
    const state = unprojected?.includes('value') && values ? rowOf(values, keyCount, key) : undefined
    const j = nameOf(key)
    return html`${state ? html`${strip(scene, state, { caption: t('the state of “{0}”', j), name: t('state of {0}', j) })}${signedLegend(scene, ownScale())}` : nothing}
      ${whyNot(scene, 'embeddings', 'input')}`
  }
  return html`
    ${embeddings?.map((part) => strip(scene, part.vector, { caption: partCaption(part), name: t('{0} of {1}', partName(part), i) })) ?? whyNot(scene, 'embeddings')}
    ${input ? strip(scene, input, { caption: t('x: “{0}” as layer {1} reads it', i, layer + 1), name: t('input of {0}', i) }) : whyNot(scene, 'input')}
    ${input || embeddings ? signedLegend(scene, ownScale()) : nothing}`
}

/** Query, key and value, one under the other. */
export function projectedVectors(scene: StepScene): TemplateResult {
  const { step: { query, keys, values, keyCount, token, score }, key, nameOf } = scene
  const [i, j] = [nameOf(token), nameOf(key)]
  const isAdditive = score === 'additive'
  return html`
    ${query ? strip(scene, query, { caption: isAdditive ? t('W q of “{0}”', i) : t('q of “{0}”', i), name: t('query of {0}', i) }) : nothing}
    ${keys ? strip(scene, rowOf(keys, keyCount, key), { caption: isAdditive ? t('U k of “{0}”', j) : t('k of “{0}”', j), name: t('key of {0}', j) }) : nothing}
    ${values ? strip(scene, rowOf(values, keyCount, key), { caption: t('v of “{0}”', j), name: t('value of {0}', j) }) : nothing}
    ${whyNot(scene, 'query', 'keys', 'values')}
    ${query || keys || values ? signedLegend(scene, ownScale()) : nothing}`
}

/** The query times the chosen key, number by number. */
export function productVectors(scene: StepScene): TemplateResult | typeof nothing {
  const { step: { query, keys, keyCount, token }, key, nameOf } = scene
  if (!query || !keys) return whyNot(scene, 'query', 'keys')
  const keyVector = rowOf(keys, keyCount, key)
  const [i, j] = [nameOf(token), nameOf(key)]
  return html`
    ${strip(scene, query, { caption: t('q of “{0}”', i), name: t('query of {0}', i) })}
    ${strip(scene, keyVector, { caption: t('k of “{0}”', j), name: t('key of {0}', j) })}
    ${strip(scene, query.map((each, index) => each * keyVector[index]!), { caption: t('q × k, number by number'), name: t('products of {0} and {1}', i, j) })}
    ${signedLegend(scene, ownScale())}`
}

/** The values of the strongest keys, each times its weight, the rest together, and the sum. */
export function summedVectors(scene: StepScene): TemplateResult {
  const { step: { values, weights, context, keyCount, head, token }, key, nameOf } = scene
  const i = nameOf(token)
  if (!values) return html`${whyNot(scene, 'values')}${context ? sumStrip(scene, context, i) : whyNot(scene, 'context')}`
  const listed = keyOrder(weights, key, false, mostValues)
  const parts = listed.map((each) => rowOf(values, keyCount, each).map((value) => value * weights[each]!))
  const rest = restOfSum(weights, values, listed)
  const others = keyCount - listed.length
  const top = largest(...parts, rest, ...(context ? [context] : []))
  return html`
    ${listed.map((each, place) => strip(scene, parts[place]!, {
      caption: t('{0} × v of {1} “{2}”', sayNumber(weights[each]!), each + 1, nameOf(each)), name: t('weighted value of {0}', nameOf(each)), top,
    }))}
    ${others > 0 ? strip(scene, rest, { caption: t('{0} other keys together', others), name: t('weighted values of the other keys'), top }) : nothing}
    ${context ? sumStrip(scene, context, i, top) : whyNot(scene, 'context')}
    ${signedLegend(scene, t('Square-root scale, all strips up to ±{0}. Worked out from the model’s weights and values; the sum is the model’s own, of head {1}.', sayNumber(top), head + 1))}`
}

/** All heads side by side, this one's part marked, and what W^O makes of them. */
export function outputVectors(scene: StepScene): TemplateResult {
  const { step: { concatenated, context, output, head, heads, token }, nameOf } = scene
  const i = nameOf(token)
  const size = context?.length
  return html`
    ${concatenated ? strip(scene, concatenated, {
      caption: heads === 1 ? t('The sum of the one head') : size ? t('The sums of {0} heads, that of head {1} framed', heads, head + 1) : t('The sums of {0} heads', heads),
      name: t('heads side by side of {0}', i), ...(size && heads > 1 && { unit: size, marked: [head * size, (head + 1) * size] as const }),
    }) : whyNot(scene, 'concatenated')}
    ${output ? strip(scene, output, { caption: t('o: what attention adds to “{0}”', i), name: t('output of {0}', i) }) : nothing}
    ${whyNot(scene, ...(output ? [] : ['output'] as const), 'projection')}
    ${concatenated || output ? signedLegend(scene, ownScale()) : nothing}`
}

function sumStrip(scene: StepScene, context: Float32Array, i: string, top?: number): TemplateResult {
  return strip(scene, context, { caption: t('c: their sum, for “{0}”', i), name: t('context of {0}', i), ...(top !== undefined && { top }) })
}

function partName({ kind }: EmbeddingPart): string {
  switch (kind) {
    case 'token': return t('token embedding')
    case 'position': return t('position embedding')
    case 'segment': return t('segment embedding')
    case 'other': return t('other embedding')
  }
}

function partCaption(part: EmbeddingPart): string {
  switch (part.kind) {
    case 'token': return t('Token: the same wherever it stands')
    case 'position': return t('Position: the same whatever stands there')
    case 'segment': return t('Segment: the first text or the second')
    case 'other': return t('Something else that is added')
  }
}
