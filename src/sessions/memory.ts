import type { Direction, HeadChoice } from '../../protocol/attention.ts'
import type { SpecialMode } from '../../protocol/views.ts'
import { passagesOf } from './place.ts'
import type { Session, TokenGrouping } from './session.ts'

/** What is kept of a session over a reload of the window: enough to run it again; of the texts only what was typed and is in no document. */
export interface Memory {
  readonly uri: string
  /** Document offsets, half open. */
  readonly start: number
  readonly end: number
  /** The passages, where there are several. */
  readonly passages?: readonly { readonly start: number; readonly end: number }[]
  /** As in Run. */
  readonly pair?: number
  readonly hash: string
  readonly modelId: string
  readonly keepsModel?: true
  /** It is of a picture, and has no text. */
  readonly picture?: true
  /** As in Run: it is in no document. */
  readonly target?: string
  /** Where the second text is, if not in this document. */
  readonly beside?: { readonly uri: string; readonly passages: readonly { readonly start: number; readonly end: number }[] }
  readonly choice: HeadChoice
  readonly direction: Direction
  readonly pinned: readonly number[]
  readonly special?: SpecialMode
  readonly grouping?: TokenGrouping['kind']
}

export function memoryOf({ uri, run, choice, direction, pinned, special, grouping }: Session): Memory {
  const { start, pieces } = run.place
  return {
    uri, start, end: start + run.text.length, ...pieces && { passages: passagesOf(run.place) }, ...run.pair !== undefined && { pair: run.pair }, hash: textHash(run.text), modelId: run.model.id, choice, direction, pinned,
    ...run.keepsModel && { keepsModel: run.keepsModel }, ...run.picture && { picture: true }, ...run.target !== undefined && { target: run.target },
    ...run.beside && { beside: { uri: run.beside.uri, passages: passagesOf(run.beside.place) } },
    ...special && { special }, ...grouping && { grouping: grouping.kind },
  }
}

/** The remembered text, where its documents still have it at its places; else undefined. */
export function recall(memory: Memory, documentText: string, besideText = ''): string | undefined {
  const own = passagesIn(memory).map(({ start, end }) => documentText.slice(start, end))
  const second = memory.beside?.passages.map(({ start, end }) => besideText.slice(start, end)) ?? []
  const text = [...own, ...second].join('\n')
  return textHash(text) === memory.hash ? text : undefined
}

/** Where the remembered text is in its document. */
export function passagesIn({ start, end, passages }: Memory): readonly { readonly start: number; readonly end: number }[] {
  return passages ?? [{ start, end }]
}

/** Two 32-bit FNV-1a hashes over the UTF-16 units, as hex: enough to tell edited text from the same text. */
export function textHash(text: string): string {
  let first = 0x811c9dc5
  let second = 0x9747b28c
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    first = Math.imul(first ^ unit, 0x01000193)
    second = Math.imul(second ^ unit, 0x85ebca6b)
  }
  return [first, second].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('')
}
