import { GazeError, type StreamKind, type TensorKind } from '../core/index.ts'
import type { Arguments } from './command.ts'
import { readGivenInput, type GivenInput } from './givenInput.ts'
import { readText } from './readText.ts'

const kinds: readonly TensorKind[] = ['query', 'key', 'value', 'scores', 'context', 'energy']
const streamKinds: readonly StreamKind[] = ['representations', 'embeddings']
const targets = ['target', 'target-file', 'target-ids'] as const

/** The options of `capture`, for parseCommand. */
export const captureOptions = {
  text: { type: 'string' }, 'text-file': { type: 'string' }, image: { type: 'string' }, target: { type: 'string' }, 'target-file': { type: 'string' },
  'target-ids': { type: 'string' }, layers: { type: 'string' }, tensors: { type: 'string' }, out: { type: 'string' },
  json: { type: 'boolean' },
} as const

/** What a decoder is given, and the option that says so: a text, or ids that are its whole input. */
export interface GivenTarget {
  readonly option: string
  readonly given: string | readonly number[]
}

/** What is to be captured of which text or picture. */
export interface CaptureRequest {
  readonly input: GivenInput
  readonly target: GivenTarget | undefined
  readonly layers: readonly number[] | undefined
  readonly tensors: readonly TensorKind[]
  readonly streams: readonly StreamKind[]
  readonly out: string | undefined
}

/** Reads and checks the options of `capture`, and the text or picture; a GazeError names the option that is wrong. */
export async function readCaptureOptions(given: Arguments): Promise<CaptureRequest> {
  const input = await readGivenInput(given)
  const listedKinds = new Set<string>(listed(given.text('tensors')))
  const known = new Set<string>([...kinds, ...streamKinds])
  const wrong = [...listedKinds].find((kind) => !known.has(kind))
  if (wrong !== undefined) throw new GazeError(`--tensors knows no "${wrong}": choose from ${[...known].join(', ')}.`)
  return {
    input,
    target: await readGivenTarget(given),
    layers: layerNumbers(given.text('layers')),
    tensors: kinds.filter((kind) => listedKinds.has(kind)),
    streams: streamKinds.filter((kind) => listedKinds.has(kind)),
    out: given.text('out'),
  }
}

/** The target of --target, --target-file or --target-ids, where one was given; a GazeError where several were. */
export async function readGivenTarget(given: Arguments): Promise<GivenTarget | undefined> {
  const [target, other] = targets.filter((name) => given.text(name) !== undefined)
  if (other) throw new GazeError(`Give one of --${target} and --${other}, not both.`)
  return target && { option: `--${target}`, given: await readTarget(target, given.text(target)!) }
}

async function readTarget(option: (typeof targets)[number], value: string): Promise<string | readonly number[]> {
  if (option !== 'target-ids') return option === 'target' ? value : readText(value)
  const ids = listed(value)!
  const wrong = ids.find((id) => !/^\d{1,9}$/.test(id))
  if (wrong !== undefined) throw new GazeError(`--target-ids takes token ids with commas between, as in 0,17,4, not "${wrong}".`)
  return ids.map(Number)
}

function layerNumbers(value: string | undefined): number[] | undefined {
  const layers = listed(value)
  const wrong = layers?.find((layer) => !/^\d{1,6}$/.test(layer))
  if (wrong !== undefined) throw new GazeError(`--layers takes numbers from 0 with commas between, as in 0,1, not "${wrong}".`)
  return layers && [...new Set(layers.map(Number))]
}

function listed(value: string | undefined): string[] | undefined {
  return value?.split(',').map((item) => item.trim())
}
