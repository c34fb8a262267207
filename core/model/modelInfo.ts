import type { AttentionFindings } from '../onnx/findAttention.ts'
import type { AttentionSite } from '../onnx/attentionSite.ts'
import type { TokenStream } from '../onnx/tokenStream.ts'
import type { ModelInfo } from './gazeModel.ts'
import type { OpenGraph } from './openGraph.ts'
import type { ModelConfig } from './modelConfig.ts'

/** The public facts of an opened graph; heads that the graph does not say statically are the configuration's. */
export function modelInfo(name: string, { path, config, findings, streams, recurrent, pixels }: Omit<OpenGraph, 'model'>, maxTokens = pixels ? undefined : config.maxTokens): ModelInfo {
  return {
    name,
    file: path,
    ...(config.modelType !== undefined && { modelType: config.modelType }),
    kind: pixels ? 'vision' : isCausal(findings, config) ? 'decoder' : 'encoder',
    sites: findings.sites.map((site) => siteInfo(site, config)),
    streams: streams.map(streamInfo),
    refusals: findings.refusals,
    recurrent,
    ...(maxTokens !== undefined && { maxTokens }),
    ...(config.world && { world: config.world }),
  }
}

/** Whether every attention of the model looks back only. */
export function isCausal({ sites }: AttentionFindings, config: ModelConfig): boolean {
  return sites.length ? sites.every(({ kind }) => kind === 'decoder') : config.isDecoder === true
}

/** A stream without what only the surgery needs. */
export function streamInfo({ name, form, states, parts, hidden, missing }: TokenStream): TokenStream {
  return { name, form, states, parts, missing, ...(hidden !== undefined && { hidden }) }
}

/** A site without what only the surgery needs; heads that the graph does not say statically are the configuration's. */
export function siteInfo({ name, kind, index, score, unprojected, heads, keyValueHeads, scale, softCap, node, missing }: AttentionSite, config: ModelConfig): AttentionSite {
  const allHeads = heads ?? config.heads
  const window = kind === 'cross' ? undefined : config.window(index)
  return {
    name, kind, index, node, missing,
    ...(score && { score }),
    ...(unprojected && { unprojected }),
    ...(allHeads !== undefined && { heads: allHeads }),
    ...(keyValueHeads !== undefined && { keyValueHeads }),
    ...(scale !== undefined && { scale }),
    ...(softCap !== undefined && { softCap }),
    ...(window !== undefined && { window }),
  }
}
