import { declaredWindow } from './declaredWindow.ts'
import { worldShape, type WorldShape } from '../agent/worldShape.ts'

/** What the engine takes from a model's config.json; undefined where the file does not say. */
export interface ModelConfig {
  readonly modelType: string | undefined
  readonly architectures: readonly string[] | undefined
  readonly isDecoder: boolean | undefined
  readonly isEncoderDecoder: boolean
  readonly heads: number | undefined
  readonly keyValueHeads: number | undefined
  /** Width of one head. */
  readonly headSize: number | undefined
  /** Positions for tokens, the padding offset of the RoBERTa family taken off. */
  readonly maxTokens: number | undefined
  readonly padToken: number
  /** The position of the first token: the RoBERTa family counts from padding + 1. */
  readonly firstPosition: number
  /** The size of a layer's local window, where the configuration calls it local. */
  readonly window: (layer: number) => number | undefined
  /** What a classifier's logits stand for, in their order. */
  readonly labels: readonly string[] | undefined
  /** Of an agent, the worlds that it acts in. */
  readonly world: WorldShape | undefined
}

/** Model types whose position table starts with the padding token's index, as RoBERTa's does. */
const offsetPositions = new Set([
  'roberta', 'xlm-roberta', 'xlm-roberta-xl', 'roberta-prelayernorm', 'camembert', 'data2vec-text', 'longformer', 'luke',
  'mluke', 'ibert', 'mpnet', 'xmod', 'esm', 'markuplm', 'layoutlmv3', 'lilt',
])

/** Each fact's names in the configurations of the hub, in the order they are believed. */
const spellings = {
  heads: ['num_attention_heads', 'n_heads', 'n_head', 'num_heads', 'encoder_attention_heads', 'decoder_attention_heads'],
  keyValueHeads: ['num_key_value_heads', 'num_kv_heads', 'n_kv_heads', 'n_head_kv'],
  width: ['hidden_size', 'n_embd', 'd_model', 'dim', 'n_embed', 'emb_dim'],
  headSize: ['head_dim', 'd_kv', 'attention_head_dim'],
  positions: ['max_position_embeddings', 'n_positions', 'n_ctx', 'max_seq_len', 'max_sequence_length', 'seq_length', 'max_target_positions'],
} as const

/** Reads a parsed config.json in any of the hub's spellings; a `text_config` inside wins where the file has one. */
export function modelConfig(json: Readonly<Record<string, unknown>>): ModelConfig {
  const inner = typeof json['text_config'] === 'object' ? (json['text_config'] as Record<string, unknown>) : {}
  const config = { ...json, ...inner }
  const number = (fact: keyof typeof spellings) => {
    for (const name of spellings[fact]) if (isCount(config[name])) return config[name]
    return undefined
  }
  const heads = number('heads')
  const width = number('width')
  const modelType = text(json['model_type'])
  const padToken = isIndex(config['pad_token_id']) ? config['pad_token_id'] : 0
  const offset = modelType && offsetPositions.has(modelType) && config['position_embedding_type'] !== 'rotary'
  const firstPosition = offset ? padToken + 1 : 0
  // T5 and its kin keep an n_positions that bounds nothing: their positions are relative.
  const bounded = isCount(config['max_position_embeddings']) || !isCount(config['relative_attention_num_buckets'])
  const positions = bounded ? number('positions') : undefined
  return {
    modelType,
    architectures: Array.isArray(json['architectures']) ? json['architectures'].filter((name) => typeof name === 'string') : undefined,
    isDecoder: typeof config['is_decoder'] === 'boolean' ? config['is_decoder'] : undefined,
    isEncoderDecoder: json['is_encoder_decoder'] === true,
    heads,
    keyValueHeads: config['multi_query'] === true && config['new_decoder_architecture'] !== true ? 1 : number('keyValueHeads'),
    headSize: number('headSize') ?? (heads && width && Math.floor(width / heads)),
    maxTokens: positions && positions - firstPosition,
    padToken,
    firstPosition,
    window: declaredWindow(config),
    labels: labelsOf(json['id2label']),
    world: worldShape(json),
  }
}

/** By their indexes from 0, none left out; undefined where there are none. */
function labelsOf(found: unknown): readonly string[] | undefined {
  if (typeof found !== 'object' || found === null) return undefined
  const labels = Object.keys(found).map((_, index) => (found as Readonly<Record<string, unknown>>)[index])
  return labels.length > 0 && labels.every((label) => typeof label === 'string') ? labels : undefined
}

function isCount(value: unknown): value is number {
  return isIndex(value) && value > 0
}

function isIndex(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
