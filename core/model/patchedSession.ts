import { GazeError } from '../gazeError.ts'
import type { AttentionSite, TensorKind } from '../onnx/attentionSite.ts'
import { patchModel, type PatchTensor } from '../onnx/patchModel.ts'
import type { ExternalFile, Runtime, RuntimeModel, Tensor } from '../runtime.ts'
import { attentionBytes } from './attentionBytes.ts'
import type { OpenGraph } from './openGraph.ts'

/** What of a model's attention a run is to give: sites by index, and the tensors of theirs beside the weights. */
export interface Wanted {
  readonly sites: readonly number[]
  readonly tensors: readonly TensorKind[]
}

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
}

export interface RunOutput {
  readonly site: string
  readonly kind: PatchTensor
  readonly tensor: Tensor
}

const allTensors: readonly TensorKind[] = ['query', 'key', 'value', 'scores', 'context']
/** Bytes of outputs nobody asked for that a run may compute and hold. */
const largestWaste = 256 * 2 ** 20

/**
 * The one runtime session of a model, patched to give what is wanted. A run computes every output its session declares:
 * the weights cost next to nothing, the other tensors do, and with long inputs all of them are large. So the session is
 * replaced when more is wanted, or much less.
 */
export class PatchedSession {
  readonly #runtime: Runtime
  readonly #sites: readonly AttentionSite[]
  readonly #open: () => Promise<GraphFiles>
  #loaded: Loaded | undefined

  constructor(runtime: Runtime, sites: readonly AttentionSite[], open: () => Promise<GraphFiles>) {
    this.#runtime = runtime
    this.#sites = sites
    this.#open = open
  }

  /** Makes the session ready to give what is wanted of a text of so many tokens. */
  async prepare(wanted: Wanted, tokens: number): Promise<void> {
    if (this.#loaded && this.#covers(this.#loaded, wanted, tokens)) return
    await this.dispose()
    const all: Wanted = { sites: this.#sites.map((_, index) => index), tensors: wanted.tensors.length ? allTensors : [] }
    const { sites, tensors } = this.#covers(all, wanted, tokens) ? all : wanted
    const { graph, external } = await this.#open()
    const found = sites.map((index) => graph.findings.sites[index]!)
    const { parts, outputs: patched } = patchModel(graph.model, found, { tensors: ['weights', ...tensors] })
    const outputs = patched.map(({ site, tensor, output }) => ({ site: site.name, tensor, output }))
    try {
      this.#loaded = { sites, tensors, outputs, model: await this.#runtime.load({ parts, external }) }
    } catch (cause) {
      throw new GazeError(`${graph.model.file} cannot be loaded, onnxruntime says: ${oneLine(cause)}`, 'input', { cause })
    }
  }

  /** Runs a prepared session and fetches what is wanted, in the order of the sites. */
  async run(feeds: Readonly<Record<string, Tensor>>, wanted: Wanted): Promise<RunOutput[]> {
    const { model, outputs } = this.#loaded!
    const kinds: readonly PatchTensor[] = ['weights', ...wanted.tensors]
    const sites = new Set(wanted.sites.map((index) => this.#sites[index]!.name))
    const asked = outputs.filter(({ site, tensor }) => sites.has(site) && kinds.includes(tensor))
    try {
      const got = await model.run(feeds, asked.map(({ output }) => output))
      return asked.map(({ site, tensor, output }) => ({ site, kind: tensor, tensor: got[output]! }))
    } catch (cause) {
      throw new GazeError(`The model did not run, onnxruntime says: ${oneLine(cause)}`, 'internal', { cause })
    }
  }

  async dispose(): Promise<void> {
    const loaded = this.#loaded
    this.#loaded = undefined
    await loaded?.model.dispose()
  }

  #covers(exposed: Wanted, wanted: Wanted, tokens: number): boolean {
    const has = wanted.sites.every((site) => exposed.sites.includes(site)) && wanted.tensors.every((tensor) => exposed.tensors.includes(tensor))
    return has && this.#bytes(exposed, tokens) - this.#bytes(wanted, tokens) <= largestWaste
  }

  #bytes({ sites, tensors }: Wanted, tokens: number): number {
    const once = attentionBytes({ sites: sites.map((index) => this.#sites[index]!) }, tokens)
    return tensors.includes('scores') ? 2 * once : once
  }
}

function oneLine(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\s+/g, ' ').slice(0, 300)
}
