import { GazeError } from '../gazeError.ts'
import { createTokenizer } from '../tokens/createTokenizer.ts'
import { marianTokenizer } from '../tokens/marianTokenizer.ts'
import type { Tokenizer } from '../tokens/tokenizer.ts'
import { isEncoderDecoderPair } from './chooseGraph.ts'
import type { ModelFolder, ReadOptions } from './modelFolder.ts'
import { readJson } from './readJson.ts'

/** What Marian models have in place of tokenizer.json. */
const marianFiles = ['source.spm', 'target.spm', 'vocab.json']
const length = 'model_max_length'
/** Configurations say 1e30 for "no bound". */
const unbounded = 1e9

export interface OpenTokenizer {
  readonly tokenizer: Tokenizer
  /** Of a translator that cuts its two languages each in its own way, the target's. */
  readonly target?: Tokenizer
  /** The bound that tokenizer_config.json sets. */
  readonly maxTokens: number | undefined
}

/** Opens the tokenizer of a model's folder; a GazeError names what is missing or damaged. */
export async function openTokenizer(folder: ModelFolder, options?: ReadOptions): Promise<OpenTokenizer> {
  const files = await folder.list()
  const config = files.includes('tokenizer_config.json') ? await readJson(folder, 'tokenizer_config.json', options) : undefined
  if (!files.includes('tokenizer.json') && marianFiles.every((file) => files.includes(file))) {
    return { ...(await openMarian(folder, files, config, options)), maxTokens: boundOf(config) }
  }
  if (!files.includes('tokenizer.json') && files.includes('preprocessor_config.json') && !isEncoderDecoderPair(files)) {
    throw new GazeError(`${folder.name} has no tokenizer, for it takes pictures: give it a picture, or choose a text model.`)
  }
  if (!files.includes('tokenizer.json')) {
    throw new GazeError(`${folder.name} has no tokenizer.json: save it with the model's fast tokenizer (save_pretrained) in Python.`)
  }
  const json = await readJson(folder, 'tokenizer.json', options)
  return { tokenizer: createTokenizer(json, config), maxTokens: boundOf(config) }
}

function boundOf(config: Readonly<Record<string, unknown>> | undefined): number | undefined {
  const bound = config?.[length]
  return typeof bound === 'number' && bound > 0 && bound < unbounded ? Math.floor(bound) : undefined
}

async function openMarian(
  folder: ModelFolder, files: readonly string[], config: Readonly<Record<string, unknown>> | undefined, options: ReadOptions | undefined,
): Promise<Required<Pick<OpenTokenizer, 'tokenizer' | 'target'>>> {
  const side = async (spm: string, vocabulary: string): Promise<Tokenizer> =>
    marianTokenizer(await folder.read(spm, options), `${folder.name}/${spm}`, await readJson(folder, vocabulary, options), config)
  return {
    tokenizer: await side('source.spm', 'vocab.json'),
    target: await side('target.spm', files.includes('target_vocab.json') ? 'target_vocab.json' : 'vocab.json'),
  }
}
