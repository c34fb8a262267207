import { readFileSync } from 'node:fs'
import { findModel } from '../../cli/findModel.ts'
import { ortRuntime } from '../../cli/ortRuntime.ts'
import { openModel, type AttentionSite, type GazeModel, type StreamKind, type TensorKind, type Token, type TokenStream } from '../../core/index.ts'
import type { TourStop } from '../../protocol/tour.ts'
import { stopPlan, tourModel } from '../../src/tour/tourPlan.ts'

/** A row of a captured tensor, and which. */
export interface Vector {
  readonly values: Float32Array
  /** `encoder.0.query[1,2]`: the tensor, its matrix and row. */
  readonly of: string
}

/** What the model makes of a stop's text, and what the stop looks at. */
export interface StopNumbers {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly site: AttentionSite
  readonly head: number
  /** The index of the token that is looked at. */
  readonly token: number
  readonly stream: TokenStream
  /** The rows of one matrix of a tensor: of a head, or the only one of states. */
  rows(name: string, matrix?: number): readonly Vector[]
}

const tensors: readonly TensorKind[] = ['query', 'key', 'value', 'scores', 'context']
const streams: readonly StreamKind[] = ['representations', 'embeddings']

/** The tour's model, with all that the drawings show. */
export async function openTourModel(): Promise<GazeModel> {
  return openModel((await findModel(tourModel.replace('bundled:', ''))).folder, ortRuntime(), { tensors, streams })
}

/** Runs the model on the text of a stop, as the tour does. */
export async function numbersOf(model: GazeModel, stop: TourStop): Promise<StopNumbers> {
  const { sample, word, choice } = stopPlan(stop)
  const { layer, head } = choice
  if (typeof layer !== 'number' || typeof head !== 'number') throw new Error(`The stop ${stop} shows no head of its own: draw it otherwise.`)
  const text = readFileSync(new URL(`../../media/tour/${sample}`, import.meta.url), 'utf8').trimEnd()
  const { encoding: { tokens }, attention, tensors: captured } = await model.capture(model.encode(text), { tensors, streams })
  const byName = new Map([...attention, ...captured].map((tensor) => [tensor.name, tensor]))
  const at = text.indexOf(word)
  return {
    text,
    tokens,
    site: model.info.sites[layer]!,
    head,
    token: tokens.findIndex(({ start, end }) => start <= at && at < end),
    stream: model.info.streams[0]!,
    rows(name, matrix = 0) {
      const { shape: [, count, size], data } = byName.get(name)!
      return Array.from({ length: count }, (_, row) => {
        const from = (matrix * count + row) * size
        return { values: data.subarray(from, from + size), of: `${name}[${String(matrix)},${String(row)}]` }
      })
    },
  }
}
