import { GazeError } from '../gazeError.ts'
import { patchModel, type PatchedState, type PatchTensor } from '../onnx/patchModel.ts'
import type { StreamKind } from '../onnx/tokenStream.ts'
import type { ExternalFile, Runtime, RuntimeModel, Tensor } from '../runtime.ts'
import { attentionBytes } from './attentionBytes.ts'
import { fillTensor } from './fillTensor.ts'
import type { ModelInfo } from './gazeModel.ts'
import type { OpenGraph } from './openGraph.ts'
import { streamBytes } from './streamBytes.ts'

/** What of a model's attention a run is to give: sites by index, and what of each. */
export interface Wanted {
  readonly sites: readonly number[]
  readonly tensors: readonly PatchTensor[]
  readonly streams: readonly StreamKind[]
  /** Of the representations these alone. */
  readonly states?: readonly string[]
  readonly thumbnailSize?: number
  readonly head?: number
}

export const nothingWanted: Wanted = { sites: [], tensors: [], streams: [] }

/** A model's files in memory; dropped as soon as the runtime has its own copy. */
export interface GraphFiles {
  readonly graph: OpenGraph
  readonly external: readonly ExternalFile[]
}

/** A graph output to fetch, the site it belongs to, and what it carries. */
interface Output {
  readonly site: string
  readonly tensor: PatchTensor
  readonly output: string
}

interface Loaded extends Wanted {
  readonly model: RuntimeModel
  readonly outputs: readonly Output[]
  readonly given: readonly PatchedState[]
  readonly headInput?: string
}

export interface RunOutput {
  readonly site: string
  readonly kind: PatchTensor
  readonly tensor: Tensor
}

export interface RunState {
  readonly name: string
  readonly tensor: Tensor
}

export interface RunResult {
  readonly outputs: readonly RunOutput[]
  readonly states: readonly RunState[]
  readonly own: Readonly<Record<string, Tensor>>
}

const allTensors: readonly PatchTensor[] = ['weights', 'query', 'key', 'value', 'scores', 'context', 'hidden', 'output']
const allStreams: readonly StreamKind[] = ['representations', 'embeddings']
/** Bytes of outputs nobody asked for that a run may compute and hold. */
const largestWaste = 256 * 2 ** 20
/** Bytes of outputs that one run may give: WebAssembly ends at 4 GiB, and the model needs room as well. */
const largestRun = 3 * 2 ** 30

/**
 * The one runtime session of a model, patched to give what is wanted. A run computes every output its session declares:
 * the weights cost next to nothing, the other tensors do, and with long inputs all of them are large. So the session is
 * replaced when more is wanted, or much less.
 */
export class PatchedSession {
  readonly #runtime: Runtime
  readonly #info: Pick<ModelInfo, 'sites' | 'streams'>
  readonly #open: () => Promise<GraphFiles>
  #loaded: Loaded | undefined

  constructor(runtime: Runtime, info: Pick<ModelInfo, 'sites' | 'streams'>, open: () => Promise<GraphFiles>) {
    this.#runtime = runtime
    this.#info = info
    this.#open = open
  }

  /** Makes the session ready to give what is wanted of a text of so many tokens. */
  async prepare(wanted: Wanted, tokens: number): Promise<void> {
    const bytes = this.#bytes(wanted, tokens)
    if (bytes > largestRun) {
      const [needed, room] = [bytes, largestRun].map((size) => (size / 2 ** 30).toFixed(1))
      throw new GazeError(`What ${tokens} tokens give takes ${needed} GB where there is room for ${room}: choose fewer layers or a shorter text.`)
    }
    if (this.#loaded && this.#covers(this.#loaded, wanted, tokens)) return
    await this.dispose()
    const more = wanted.tensors.length > 1 || wanted.streams.length > 0
    const all: Wanted = {
      sites: this.#info.sites.map((_, index) => index),
      // W^O is the same for every text, and copied by every run: only where it is asked for.
      tensors: more ? [...new Set([...allTensors, ...wanted.tensors.filter((kind) => kind === 'projection')])] : ['weights'],
      streams: more ? allStreams : [],
    }
    const exposed = this.#covers(all, wanted, tokens) ? all : wanted
    const { graph, external } = await this.#open()
    const found = exposed.sites.map((index) => graph.findings.sites[index]!)
    const { parts, outputs: patched, states: given, headInput } = patchModel(graph.model, found, {
      ...exposed, streams: graph.streams, streamKinds: exposed.streams,
    })
    const outputs = patched.map(({ site, tensor, output }) => ({ site: site.name, tensor, output }))
    try {
      const model = await this.#runtime.load({ parts, external })
      this.#loaded = { ...exposed, outputs, given, model, ...(headInput !== undefined && { headInput }) }
    } catch (cause) {
      throw new GazeError(`${graph.model.file} cannot be loaded, onnxruntime says: ${oneLine(cause)}`, 'input', { cause })
    }
  }

  /** Runs a prepared session and fetches what is wanted, in the order of the sites and of the states, and outputs of the graph's own. */
  async run(feeds: Readonly<Record<string, Tensor>>, wanted: Wanted, own: readonly string[] = []): Promise<RunResult> {
    const { model, outputs, given, headInput } = this.#loaded!
    const sites = new Set(wanted.sites.map((index) => this.#info.sites[index]!.name))
    const askedStates = given.filter(({ name, kind }) => isWanted(name, kind, wanted))
    const asked = outputs.filter(({ site, tensor }) => sites.has(site) && wanted.tensors.includes(tensor))
    try {
      const head = headInput === undefined ? {} : { [headInput]: fillTensor('int64', [1], [wanted.head ?? 0]) }
      const names = [...[...asked, ...askedStates].map(({ output }) => output), ...own]
      const got = names.length > 0 ? await model.run({ ...feeds, ...head }, names) : {}
      return {
        outputs: asked.map(({ site, tensor, output }) => ({ site, kind: tensor, tensor: got[output]! })),
        states: askedStates.map(({ name, output }) => ({ name, tensor: got[output]! })),
        own: Object.fromEntries(own.map((name) => [name, got[name]!])),
      }
    } catch (cause) {
      throw new GazeError(`The model did not run, onnxruntime says: ${oneLine(cause)}`, 'internal', { cause })
    }
  }

  /** Prepares for nothing but the graph's own outputs, and runs for them. */
  async runOwn(feeds: Readonly<Record<string, Tensor>>, own: readonly string[]): Promise<Readonly<Record<string, Tensor>>> {
    await this.prepare(nothingWanted, 1)
    return (await this.run(feeds, nothingWanted, own)).own
  }

  async dispose(): Promise<void> {
    const loaded = this.#loaded
    this.#loaded = undefined
    await loaded?.model.dispose()
  }

  #covers(exposed: Wanted, wanted: Wanted, tokens: number): boolean {
    const has =
      wanted.sites.every((site) => exposed.sites.includes(site)) &&
      wanted.tensors.every((tensor) => exposed.tensors.includes(tensor)) &&
      wanted.streams.every((kind) => exposed.streams.includes(kind)) &&
      (!wanted.tensors.includes('thumbnail') || wanted.thumbnailSize === exposed.thumbnailSize)
    return has && this.#bytes(exposed, tokens) - this.#bytes(wanted, tokens) <= largestWaste
  }

  #bytes({ sites, tensors, streams, states }: Wanted, tokens: number): number {
    const all = attentionBytes({ sites: sites.map((index) => this.#info.sites[index]!) }, tokens)
    const one = sites.length * tokens ** 2 * Float32Array.BYTES_PER_ELEMENT
    const count = (...kinds: PatchTensor[]) => kinds.filter((kind) => tensors.includes(kind)).length
    return count('weights', 'scores') * all + count('head', 'headMean') * one + streamBytes(this.#info, streams, tokens, states)
  }
}

function isWanted(name: string, kind: StreamKind, { streams, states }: Wanted): boolean {
  return streams.includes(kind) && (kind !== 'representations' || (states?.includes(name) ?? true))
}

function oneLine(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\s+/g, ' ').slice(0, 300)
}
